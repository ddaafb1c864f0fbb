using TorchSharp;

namespace FashionNotebooks.Tests.Preprocessing;

public class StandardizerTests
{
    [Fact]
    public void The_training_sets_mean_and_standard_deviation_are_the_known_ones()
    {
        var standardizer = Standardizer.Fit(RealData.Train);
        Assert.Equal(0.28604, standardizer.Mean, 5e-6);
        Assert.Equal(0.35302, standardizer.Std, 5e-6);
    }

    [Fact]
    public void Mean_and_standard_deviation_are_those_computed_by_hand()
    {
        // 0, 51, 102, 255 are 0, 0.2, 0.4 and 1: mean 0.4, squared deviations 0.16, 0.04, 0, 0.36.
        var standardizer = Standardizer.Fit(new LabeledImages([0, 51, 102, 255], [3], 2, 2));
        Assert.Equal(0.4, standardizer.Mean, 1e-15);
        Assert.Equal(Math.Sqrt(0.14), standardizer.Std, 1e-15);
    }

    [Fact]
    public void Standardized_training_images_have_zero_mean_and_unit_variance()
    {
        var train = RealData.Train.Take(500);
        using var images = Preprocess.Images(train);
        using var standardized = Standardizer.Fit(train).Apply(images);
        var values = standardized.data<float>().ToArray();
        var mean = values.Average(v => (double)v);
        Assert.Equal(0, mean, 1e-5);
        Assert.Equal(1, values.Average(v => (v - mean) * (v - mean)), 1e-5);
        Assert.Equal(images.shape, standardized.shape);
    }

    [Fact]
    public void Invert_undoes_Apply_and_neither_changes_what_goes_in()
    {
        using var images = Preprocess.Images(RealData.Test.Take(3));
        var before = images.data<float>().ToArray();
        var standardizer = new Standardizer(0.28604, 0.35302);
        using var standardized = standardizer.Apply(images);
        var between = standardized.data<float>().ToArray();
        using var back = standardizer.Invert(standardized);
        Assert.True(back.allclose(images, rtol: 0, atol: 1e-6));
        Assert.Equal(before, images.data<float>().ToArray());
        Assert.Equal(between, standardized.data<float>().ToArray());
        Assert.Equal((before[400] - 0.28604) / 0.35302, between[400], 1e-6);
    }

    [Fact]
    public void Images_that_are_not_scaled_are_refused()
    {
        using var intensities = Preprocess.Intensities(RealData.Test.Take(3));
        var e = Assert.Throws<ArgumentException>(() => new Standardizer(0.3, 0.4).Apply(intensities));
        Assert.Contains("Preprocess.Scale", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_that_have_no_deviation_are_refused()
    {
        Assert.Contains("no images", Assert.Throws<ArgumentException>(() => Standardizer.Fit(new LabeledImages([], []))).Message, StringComparison.Ordinal);
        Assert.Contains("equal", Assert.Throws<ArgumentException>(() => Standardizer.Fit(new LabeledImages(new byte[784], [1]))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(0, double.PositiveInfinity)]
    public void Impossible_figures_are_refused(double mean, double std) => Assert.Throws<ArgumentOutOfRangeException>(() => new Standardizer(mean, std));
}
