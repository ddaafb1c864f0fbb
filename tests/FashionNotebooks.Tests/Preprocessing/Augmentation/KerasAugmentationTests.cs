using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public sealed class KerasAugmentationTests : TensorTests
{
    private const int Samples = 4000;
    private static readonly KerasAugmentation Everything = new()
    {
        RotationRange = 8, ZoomRange = 0.1, ShearRange = 0.3, WidthShiftRange = 0.08, HeightShiftRange = 0.25, HorizontalFlip = true, VerticalFlip = true,
    };

    private static AffineParameters Draw(KerasAugmentation augmentation)
    {
        manual_seed(3);
        return augmentation.Draw(Samples, height: 20, width: 50);
    }

    [Fact]
    public void Values_fill_their_ranges_evenly()
    {
        var drawn = Draw(Everything);
        IsUniform(drawn.Rotation, -8, 8);
        IsUniform(drawn.RowShift, -5, 5); // 0.25 of 20
        IsUniform(drawn.ColumnShift, -4, 4); // 0.08 of 50
        IsUniform(drawn.Shear, -0.3, 0.3);
        IsUniform(drawn.RowZoom.abs(), 0.9, 1.1);
        IsUniform(drawn.ColumnZoom.abs(), 0.9, 1.1);
    }

    private static void IsUniform(Tensor values, double from, double to)
    {
        var numbers = values.Floats();
        Assert.Equal(Samples, numbers.Length);
        Assert.All(numbers, v => Assert.InRange(v, from - 1e-5, to + 1e-5));
        var tenths = numbers.GroupBy(v => Math.Clamp((int)((v - from) / (to - from) * 10), 0, 9)).ToDictionary(g => g.Key, g => g.Count());
        // 400 +- 19 each; five standard deviations.
        Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(tenths.GetValueOrDefault(tenth), 305, 495));
    }

    [Fact]
    public void What_comes_from_outside_is_the_edge_or_black()
    {
        var turn = new KerasAugmentation { RotationRange = 45 };
        manual_seed(3);
        Assert.All(turn.Apply(ones(8, 1, 9, 9)).Floats(), value => Assert.Equal(1, value, 1e-5));
        manual_seed(3);
        Assert.Contains(0, (turn with { BlackOutside = true }).Apply(ones(8, 1, 9, 9)).Floats());
    }

    [Fact]
    public void Values_of_a_sample_are_drawn_independently()
    {
        var drawn = Draw(Everything);
        Tensor[] values = [drawn.Rotation, drawn.RowShift, drawn.ColumnShift, drawn.Shear, drawn.RowZoom.abs(), drawn.ColumnZoom.abs(), drawn.RowZoom.sign(), drawn.ColumnZoom.sign()];
        for (var a = 0; a < values.Length; a++)
            for (var b = 0; b < a; b++)
                Assert.InRange(Correlation(values[a].Floats(), values[b].Floats()), -0.08, 0.08); // 5 / sqrt 4000
    }

    private static double Correlation(float[] x, float[] y)
    {
        double meanX = x.Average(), meanY = y.Average();
        var covariance = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return covariance / Math.Sqrt(x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY)));
    }

    [Fact]
    public void Half_of_the_samples_are_mirrored_where_flips_are_on_and_none_where_they_are_off()
    {
        static int Mirrored(Tensor zoom) => zoom.Floats().Count(z => z < 0);
        var both = Draw(Everything);
        Assert.InRange(Mirrored(both.RowZoom), 1842, 2158); // 2000 +- 5 standard deviations
        Assert.InRange(Mirrored(both.ColumnZoom), 1842, 2158);
        var vertical = Draw(Everything with { HorizontalFlip = false });
        Assert.Equal(Mirrored(both.RowZoom), Mirrored(vertical.RowZoom));
        Assert.Equal(0, Mirrored(vertical.ColumnZoom));
    }

    [Fact]
    public void What_is_not_set_does_nothing()
    {
        var images = rand(3, 2, 5, 4);
        var unchanged = new KerasAugmentation().Apply(images);
        Numbers.AreClose(images.Floats(), unchanged);
        Assert.NotSame(images, unchanged);
    }

    [Fact]
    public void Flips_alone_give_the_image_or_its_mirror_image()
    {
        manual_seed(1);
        var image = Numbers.Counting(1, 2, 3);
        var changed = new KerasAugmentation { HorizontalFlip = true }.Apply(image.expand(50, 1, 2, 3));
        var different = changed.unbind().Select(one => string.Join(" ", one.Floats().Select(v => MathF.Round(v, 3)))).Distinct().Order();
        Assert.Equal(["1 2 3 4 5 6", "3 2 1 6 5 4"], different);
    }

    [Fact]
    public void A_large_shift_shows_only_the_nearest_edge()
    {
        manual_seed(1);
        // All samples are moved by up to 0.99 of 100 columns; whatever comes in from the right repeats the last one.
        var image = arange(0, 100, ScalarType.Float32).view(1, 1, 1, 100).expand(200, 1, 1, 100);
        var changed = new KerasAugmentation { WidthShiftRange = 0.99 }.Apply(image);
        Assert.InRange(changed.amin(3).max().item<float>(), 90, 99);
        Assert.InRange(changed.amax(3).min().item<float>(), 0, 9);
        Assert.True(changed.ge(0).logical_and(changed.le(99)).all().item<bool>());
    }
}
