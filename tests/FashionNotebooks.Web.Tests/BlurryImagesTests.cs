using FashionNotebooks.Web.Model;

namespace FashionNotebooks.Web.Tests;

/// <summary>What a second network for blurry images is worth, on some test images.</summary>
public sealed class BlurryImagesTests : IDisposable
{
    private static readonly LabeledImages Images = FashionMnist.Load().Test.Take(100);

    private readonly Classifier classifier = new();

    [Fact]
    public void More_of_the_blurred_images_are_right_with_it_in_every_kind()
    {
        foreach (var kind in Enum.GetValues<BlurKind>())
        {
            var (withIt, withoutIt) = (0, 0);
            foreach (var strength in Blur.Strengths(kind))
            {
                var blurred = Blur.Apply(Images, kind, strength);
                withIt += CountRight(blurred, PhotoInput.Of);
                withoutIt += CountRight(blurred, pixels => new PhotoInput(pixels, IsBlurry: false));
            }
            Assert.True(withIt > withoutIt + 25, $"{kind}: {withIt} right with it and {withoutIt} without it, of 500");
        }
    }

    [Fact]
    public void Sharp_images_are_right_as_often_as_without_it() =>
        Assert.InRange(CountRight(Images, PhotoInput.Of), CountRight(Images, pixels => new PhotoInput(pixels, IsBlurry: false)) - 1, 100);

    private int CountRight(LabeledImages images, Func<byte[], PhotoInput> input) =>
        classifier.Probabilities([.. Enumerable.Range(0, images.Count).Select(i => input(images.Image(i).ToArray()))])
            .Where((answer, i) => Array.IndexOf(answer, answer.Max()) == images.Label(i)).Count();

    public void Dispose() => classifier.Dispose();
}
