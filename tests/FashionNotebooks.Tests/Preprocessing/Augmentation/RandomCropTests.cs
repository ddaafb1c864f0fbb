using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public sealed class RandomCropTests : TensorTests
{
    [Fact]
    public void The_image_is_cut_out_of_the_padded_one_at_each_samples_own_corner()
    {
        var image = Numbers.Image(new float[,] { { 1, 2 }, { 3, 4 } });
        var cropped = new RandomCrop(1, fill: 9).Crop(image.expand(3, 1, 2, 2), tensor([0L, 1, 2]), tensor([1L, 1, 0]));
        Numbers.AreClose([9, 9, 1, 2, /**/ 1, 2, 3, 4, /**/ 9, 3, 9, 9], cropped, tolerance: 0);
    }

    [Fact]
    public void Each_of_the_places_is_as_likely()
    {
        manual_seed(2);
        // A single pixel of 1 with 2 of padding can only show up at one place of 1 x 1, or not at all: in 1 of 25 samples.
        var shown = new RandomCrop(2).Apply(ones(5000, 1, 1, 1)).sum().item<float>();
        Assert.InRange(shown, 130, 270); // 200 +- 5 standard deviations of 14

        // Wide images tell their place by their first pixel: -1 and below are to the left of it.
        var firsts = new RandomCrop(2).Apply(arange(10, 20, ScalarType.Float32).view(1, 1, 1, 10).expand(5000, 1, 9, 10))[.., 0, 4, 0].Floats();
        var places = firsts.GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal([0, 10, 11, 12], places.Keys.Order()); // two places begin in the padding
        Assert.InRange(places[0], 1800, 2200);
        Assert.All([10f, 11, 12], first => Assert.InRange(places[first], 850, 1150));
    }

    [Fact]
    public void Without_padding_the_images_stay_as_they_are()
        => Numbers.AreClose([1, 2, 3, 4, 5, 6, 7, 8], new RandomCrop(0).Apply(Numbers.Counting(2, 2, 2)), tolerance: 0);
}
