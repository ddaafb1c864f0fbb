namespace FashionNotebooks.Tests.Evaluation;

public class BlurDetectorTests
{
    private static readonly LabeledImages Held = RealData.Test.Take(1000);

    private static LabeledImages AllBlurs(LabeledImages images, int seed)
    {
        LabeledImages[] sets = [.. Enum.GetValues<BlurKind>().SelectMany(kind => Blur.Strengths(kind).Select(strength => Blur.Apply(images, kind, strength, seed)))];
        return new([.. sets.SelectMany(set => set.Pixels.ToArray())], [.. sets.SelectMany(set => set.Labels.ToArray())]);
    }

    [Fact]
    public void The_default_threshold_is_the_one_that_training_images_give()
    {
        var train = RealData.Train.Take(2000);
        var best = RocCurve.Of(Sharpness.Directional, train, AllBlurs(train, seed: 1)).Best.Threshold;
        Assert.Equal(best, BlurDetector.Default.Threshold, 1e-6 * best);
    }

    [Fact]
    public void On_held_out_images_the_directional_measure_is_better_than_the_laplacian_alone()
    {
        var blurry = AllBlurs(Held, seed: 2);
        var laplacian = RocCurve.Of(Sharpness.VarianceOfLaplacian, Held, blurry).Auc;
        var directional = RocCurve.Of(Sharpness.Directional, Held, blurry).Auc;
        Assert.InRange(directional, 0.99, 1);
        Assert.InRange(laplacian, 0.97, directional - 0.005);
    }

    [Theory]
    [InlineData(BlurKind.Gaussian, 0.75, 0.99)]
    [InlineData(BlurKind.Gaussian, 2, 0.999)]
    [InlineData(BlurKind.Motion, 3, 0.97)]
    [InlineData(BlurKind.Motion, 9, 0.99)]
    [InlineData(BlurKind.Defocus, 1, 0.99)]
    [InlineData(BlurKind.Defocus, 3, 0.999)]
    public void Blurry_images_that_it_was_not_chosen_on_are_found(BlurKind kind, double strength, double share) =>
        Assert.InRange(BlurDetector.Default.ShareBlurry(Blur.Apply(Held, kind, strength, seed: 2)), share, 1);

    [Fact]
    public void Nearly_all_sharp_images_are_called_sharp() => Assert.InRange(BlurDetector.Default.ShareBlurry(Held), 0, 0.06);

    [Fact]
    public void A_detector_compares_the_measure_with_its_threshold()
    {
        var detector = new BlurDetector((grey, _) => grey[0], 10);
        Assert.True(detector.IsBlurry([9], 1));
        Assert.False(detector.IsBlurry([10], 1));
        Assert.Equal(0.5, detector.ShareBlurry(new([9, 10], [0, 0], 1, 1)));
        Assert.Equal(double.NaN, detector.ShareBlurry(new([], [], 1, 1)));
        Assert.Equal(20, RocCurve.Of((grey, _) => grey[0], new([20, 30], [0, 0], 1, 1), new([1, 19], [0, 0], 1, 1)).Best.Threshold);
    }
}
