using FashionNotebooks.Web.Model;

namespace FashionNotebooks.Web.Tests;

/// <summary>What it is worth not to ask the network for sharp images about blurry ones, on some test images.</summary>
public sealed class BlurryImagesTests : IDisposable
{
    private static readonly LabeledImages Images = FashionMnist.Load().Test.Take(100);

    private readonly Classifier classifier = new();

    [Fact]
    public void More_of_strongly_blurred_images_are_right_without_the_network_for_sharp_ones()
    {
        var (without, both) = (0, 0);
        foreach (var kind in Enum.GetValues<BlurKind>())
            foreach (var strength in Blur.Strengths(kind).TakeLast(2))
            {
                var blurred = Blur.Apply(Images, kind, strength);
                without += CountRight(blurred, PhotoInput.Of);
                both += CountRight(blurred, pixels => new PhotoInput(pixels, IsBlurry: false));
            }
        Assert.True(without > both, $"{without} right without it and {both} with both, of 600");
    }

    [Fact]
    public void Sharp_images_are_right_as_often_as_where_both_are_always_asked() =>
        Assert.InRange(CountRight(Images, PhotoInput.Of), CountRight(Images, pixels => new PhotoInput(pixels, IsBlurry: false)) - 1, 100);

    private int CountRight(LabeledImages images, Func<byte[], PhotoInput> input) =>
        classifier.Probabilities([.. Enumerable.Range(0, images.Count).Select(i => input(images.Image(i).ToArray()))])
            .Where((answer, i) => Array.IndexOf(answer, answer.Max()) == images.Label(i)).Count();

    public void Dispose() => classifier.Dispose();
}
