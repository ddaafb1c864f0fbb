namespace FashionNotebooks.Tests.Display;

public class StrokeFontTests
{
    private static readonly TextStyle Regular = new(12), Bold = new(12, Bold: true);

    [Fact]
    public void Every_printable_ASCII_letter_has_a_shape_of_its_own()
    {
        var shapes = Enumerable.Range('!', '~' - '!' + 1).Select(code => Ink(((char)code).ToString(), new(24))).ToArray();
        Assert.Equal(shapes.Length, shapes.Distinct().Count());
        Assert.DoesNotContain(Ink("\u4E00", new(24)), shapes); // the box for letters that the font lacks
    }

    [Fact]
    public void Text_stays_within_the_width_it_measures()
    {
        foreach (var style in (TextStyle[])[new(11), Regular, Bold, new(20)])
        {
            const string text = "Ankle boot, T-shirt/top: 97 %";
            var width = StrokeFont.Measure(text, style);
            var canvas = new Canvas(width + 40, 40, Palette.Background);
            canvas.Text(text, 20, 25, style, Palette.Black);
            var inked = Enumerable.Range(0, canvas.Width).Where(x => Enumerable.Range(0, 40).Any(y => canvas[x, y].Lightness < 0.5)).ToArray();
            Assert.InRange(inked.Min(), 19, 22);
            Assert.InRange(inked.Max(), 20 + width - 3, 20 + width + 1);
        }
    }

    [Fact]
    public void Alignment_puts_the_text_left_of_about_or_right_of_the_point()
    {
        double Middle(TextAlign align)
        {
            var canvas = new Canvas(200, 30, Palette.Background);
            canvas.Text("Pullover", 100, 20, Regular, Palette.Black, align);
            return Enumerable.Range(0, 200).Where(x => Enumerable.Range(0, 30).Any(y => canvas[x, y].Lightness < 0.5)).Average();
        }
        Assert.InRange(Middle(TextAlign.Left), 115, 135);
        Assert.InRange(Middle(TextAlign.Center), 97, 103);
        Assert.InRange(Middle(TextAlign.Right), 65, 85);
    }

    [Fact]
    public void Capitals_stand_on_the_baseline_with_sharp_stems()
    {
        var canvas = new Canvas(20, 20, Palette.Background);
        canvas.Text("I", 10, 15, Regular, Palette.Black);
        var rows = Enumerable.Range(0, 20).Where(y => canvas[10, y].Lightness < 0.05).ToArray();
        Assert.Equal(Enumerable.Range(6, 10), rows); // 0.72 x 12 rounds to 9 pixels from stroke end to stroke end
        Assert.True(canvas[9, 10].Lightness > 0.8 && canvas[11, 10].Lightness > 0.8);
    }

    [Fact]
    public void Bold_text_has_more_ink_and_is_wider()
    {
        Assert.True(Draw("Sandal", Bold).Sum(lightness => 1 - lightness) > 1.3 * Draw("Sandal", Regular).Sum(lightness => 1 - lightness));
        Assert.True(StrokeFont.Measure("Sandal", Bold) > StrokeFont.Measure("Sandal", Regular));
    }

    [Fact]
    public void Text_that_fits_is_left_alone_and_longer_text_ends_in_an_ellipsis()
    {
        Assert.Equal("Shirt", StrokeFont.Fit("Shirt", Regular, 60));
        var fitted = StrokeFont.Fit("A class with an endless name", Regular, 60);
        Assert.EndsWith("…", fitted, StringComparison.Ordinal);
        Assert.StartsWith("A class", fitted, StringComparison.Ordinal);
        Assert.InRange(StrokeFont.Measure(fitted, Regular), 45, 60);
        Assert.Equal("…", StrokeFont.Fit("Shirt", Regular, 1));
    }

    [Fact]
    public void Text_beyond_the_edge_of_the_canvas_is_cut_off()
    {
        var canvas = new Canvas(10, 10, Palette.Background);
        canvas.Text("Trouser", -20, 8, Regular, Palette.Black);
        canvas.Text("Trouser", 5, 40, Regular, Palette.Black);
        Assert.Equal(10, canvas.Width);
    }

    private static string Ink(string text, TextStyle style) => string.Concat(Draw(text, style).Select(lightness => lightness < 0.5 ? '#' : '.'));

    private static double[] Draw(string text, TextStyle style)
    {
        var canvas = new Canvas(80, 60, Palette.Background);
        canvas.Text(text, 20, 40, style, Palette.Black);
        return [.. Enumerable.Range(0, 60 * 80).Select(i => canvas[i % 80, i / 80].Lightness)];
    }
}
