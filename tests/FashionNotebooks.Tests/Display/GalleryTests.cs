using FashionNotebooks.Tests.Imaging;
using SkiaSharp;

namespace FashionNotebooks.Tests.Display;

public class GalleryTests
{
    private static readonly string[] Names = ["circle", "square", "star"];

    /// <summary>Nine images of 28x28, number i all of intensity 20 i, of classes 0, 1, 2, 0, 1, 2, ...</summary>
    private static readonly LabeledImages Flat = new(
        [.. Enumerable.Range(0, 9 * 784).Select(i => (byte)(i / 784 * 20))], [.. Enumerable.Range(0, 9).Select(i => (byte)(i % 3))], classNames: Names);

    /// <summary>Of the nine, numbers 1, 5 and 6 are wrong, with confidence 0.6, 0.9 and 0.7.</summary>
    private static Predictions SomeWrong()
    {
        int[] predicted = [0, 2, 2, 0, 1, 0, 1, 1, 2];
        float[] confidence = [0.8f, 0.6f, 0.999f, 0.5f, 0.85f, 0.9f, 0.7f, 1, 0.75f];
        var probabilities = new float[9, 3];
        for (var i = 0; i < 9; i++)
            for (var c = 0; c < 3; c++)
                probabilities[i, c] = c == predicted[i] ? confidence[i] : (1 - confidence[i]) / 2;
        return new([.. Enumerable.Range(0, 9).Select(i => i % 3)], probabilities, Names);
    }

    [Fact]
    public void Beside_an_image_every_class_has_a_bar_as_long_as_its_probability_in_colours_that_say_who_is_right()
    {
        // Image 0 is a circle and taken for one with 0.8; image 5 is a star and taken for a circle with 0.9.
        var picture = Gallery.Probabilities(Flat, SomeWrong(), [0, 5], columns: 1);
        var png = new PngReader(picture.Png.Span);
        int Count(SKColor ink) => All(png).Count(pixel => pixel == (ink.Red, ink.Green, ink.Blue));
        int Bar(double probability) => (int)Math.Round(80 * probability) * 9 - 9; // Of 80 x 9 pixels, the first column is the axis's.

        int width = picture.Width - 24, frame = (width + 4) * (112 + 4) - width * 112;

        Assert.Equal(Bar(0.8) + Bar(0.05) + frame, Count(Palette.Right));
        Assert.Equal(Bar(0.9) + frame, Count(Palette.Wrong));
        Assert.Equal("circle 80 %, right; circle 90 %, true: star", picture.AltText);
    }

    [Fact]
    public void A_random_grid_shows_different_images_with_their_names_enlarged_without_smoothing()
    {
        var picture = Gallery.Random(Flat, rows: 3, columns: 3, seed: 7);
        var png = new PngReader(picture.Png.Span);
        Assert.Equal((picture.Width, picture.Height), (png.Width, png.Height));
        foreach (var intensity in Enumerable.Range(0, 9).Select(i => (byte)(20 * i)))
            Assert.Equal(84 * 84, All(png).Count(pixel => pixel == (intensity, intensity, intensity)));
        foreach (var name in Names)
            Assert.Equal(3, picture.AltText.Split(name).Length - 1);
    }

    [Fact]
    public void The_same_seed_shows_the_same_images_and_another_seed_others()
    {
        var first = Gallery.Random(RealData.Test, 2, 4, seed: 7).Png.ToArray();
        Assert.Equal(first, Gallery.Random(RealData.Test, 2, 4, seed: 7).Png.ToArray());
        Assert.NotEqual(first, Gallery.Random(RealData.Test, 2, 4, seed: 8).Png.ToArray());
    }

    [Fact]
    public void A_chosen_image_is_drawn_pixel_by_pixel()
    {
        var png = new PngReader(Gallery.Images(RealData.Train, [300]).Png.Span);
        var image = RealData.Train.Image(300).ToArray();
        Assert.Equal((112 + 24, 112 + 24 + 16), (png.Width, png.Height));
        for (var y = 0; y < 112; y++)
            for (var x = 0; x < 112; x++)
                Assert.Equal(image[y / 4 * 28 + x / 4], png[12 + x, 28 + y].R);
    }

    [Fact]
    public void An_image_that_is_light_in_all_corners_has_a_frame_against_the_page()
    {
        var corner = Enumerable.Repeat((byte)250, 784).ToArray();
        corner[27] = 0;
        var png = new PngReader(Gallery.Images(new([.. Enumerable.Repeat((byte)250, 784), .. corner], [0, 0]), [0, 1]).Png.Span);
        var frame = (Palette.Axis.Red, Palette.Axis.Green, Palette.Axis.Blue);
        Assert.Equal(4 * 112 + 4, All(png).Count(pixel => pixel == frame));
        Assert.Equal((frame, (byte)255), ((png[11, 60].R, png[11, 60].G, png[11, 60].B), png[11 + 124, 60].R));
    }

    [Fact]
    public void Chosen_images_are_numbered_or_captioned()
    {
        Assert.Equal("#3, #1", Gallery.Images(Flat, [3, 1]).AltText);
        Assert.Equal("first, second", Gallery.Images(Flat, [3, 1], ["first", "second"]).AltText);
    }

    [Fact]
    public void By_class_shows_a_row_for_each_name_with_only_that_class()
    {
        var png = new PngReader(Gallery.ByClass(Flat, perClass: 2, seed: 1).Png.Span);
        for (var label = 0; label < 3; label++)
        {
            var shown = Enumerable.Range(0, png.Width).Select(x => png[x, 12 + label * 88 + 80].R).Where(p => p < 255).Distinct().ToArray();
            Assert.Equal(2, shown.Length);
            Assert.All(shown, intensity => Assert.Equal(label, intensity / 20 % 3));
        }
    }

    [Fact]
    public void A_class_may_have_several_rows_and_the_last_is_shorter_where_images_run_out()
    {
        var png = new PngReader(Gallery.ByClass(Flat, perClass: 4, seed: 1, rows: 2).Png.Span);
        int[] Shown(int row) => [.. Enumerable.Range(0, png.Width).Select(x => (int)png[x, 12 + row * 88 + 80].R).Where(p => p < 255).Distinct()];

        Assert.Equal([2, 1, 2, 1, 2, 1], Enumerable.Range(0, 6).Select(row => Shown(row).Length));
        Assert.All(Enumerable.Range(0, 6), row => Assert.All(Shown(row), intensity => Assert.Equal(row / 2, intensity / 20 % 3)));
    }

    [Fact]
    public void An_average_is_the_mean_of_the_members_of_a_class()
    {
        var png = new PngReader(Gallery.Averages(Flat).Png.Span);
        for (var label = 0; label < 3; label++) // images label, label + 3 and label + 6 have the mean 20 (label + 3)
            Assert.Equal(20 * (label + 3), png[12 + label * 124 + 50, 28 + 50].R);
    }

    [Fact]
    public void Misclassified_images_come_surest_first_with_both_names_and_are_framed()
    {
        var picture = Gallery.Misclassified(Flat, SomeWrong(), rows: 2, columns: 2);
        Assert.Equal("circle 90 %, true: star; square 70 %, true: circle; star 60 %, true: square", picture.AltText);
        var png = new PngReader(picture.Png.Span);
        Assert.Equal((0xD5, 0x5E, 0x00), png[12 + 50, 27]); // the frame above the first image
        Assert.Equal(100, png[12 + 50, 28 + 50].R); // image 5
    }

    [Fact]
    public void Correct_images_never_claim_a_certainty_that_is_not_there()
    {
        var picture = Gallery.Correct(Flat, SomeWrong(), rows: 1, columns: 2);
        Assert.Equal("square 100 %, right; star > 99 %, right", picture.AltText);
        Assert.Equal((0x00, 0x9E, 0x73), new PngReader(picture.Png.Span)[12 + 50, 27]);
    }

    [Fact]
    public void Right_and_wrong_predictions_are_told_apart_in_a_mixed_gallery()
    {
        var picture = Gallery.WithPredictions(Flat, SomeWrong(), rows: 3, columns: 3, seed: 1);
        Assert.Equal(6, picture.AltText.Split("right").Length - 1);
        Assert.Equal(3, picture.AltText.Split("true:").Length - 1);
    }

    [Fact]
    public void With_a_seed_the_mistakes_are_drawn_at_random()
    {
        var orders = Enumerable.Range(0, 10).Select(seed => Gallery.Misclassified(Flat, SomeWrong(), 1, 3, seed).AltText).Distinct();
        Assert.InRange(orders.Count(), 2, 6);
    }

    [Fact]
    public void Where_nothing_is_wrong_the_picture_says_so()
    {
        var probabilities = new float[1, 1] { { 1 } };
        LabeledImages one = new(new byte[784], [0]);
        Assert.Equal("No image was misclassified.", Gallery.Misclassified(one, new([0], probabilities), 2, 2).AltText);
    }

    [Fact]
    public void A_long_name_does_not_run_into_the_next_image()
    {
        var names = Names.Select(_ => "a class whose name would cover several images").ToArray();
        var png = new PngReader(Gallery.Random(Flat.WithClassNames(names), 1, 2, seed: 1).Png.Span);
        for (var y = 0; y < png.Height; y++)
            Assert.Equal((255, 255, 255), png[12 + 84 + 6, y]); // the middle of the gap
    }

    private static IEnumerable<(byte R, byte G, byte B)> All(PngReader png) => Enumerable.Range(0, png.Width * png.Height).Select(i => png[i % png.Width, i / png.Width]);

    [Fact]
    public void What_is_not_there_is_not_shown()
    {
        Assert.Contains("needs 16 images, but there are 9", Assert.Throws<ArgumentException>(() => Gallery.Random(Flat, 4, 4, seed: 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Gallery.Random(Flat, 0, 4, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gallery.Images(Flat, [0, -1]));
        Assert.Throws<ArgumentException>(() => Gallery.Images(Flat, []));
        Assert.Throws<ArgumentException>(() => Gallery.Images(Flat, [0, 1], ["one"]));
        Assert.Throws<ArgumentException>(() => Gallery.Probabilities(Flat, SomeWrong(), []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gallery.Probabilities(Flat, SomeWrong(), [9]));
        Assert.Throws<ArgumentException>(() => Gallery.Probabilities(Flat.Take(3), SomeWrong(), [0]));
        Assert.Contains(
            "3 images but 9 predictions", Assert.Throws<ArgumentException>(() => Gallery.Correct(Flat.Take(3), SomeWrong(), 1, 1)).Message, StringComparison.Ordinal);
    }
}
