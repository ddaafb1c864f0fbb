using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public sealed class RandomErasingTests : TensorTests
{
    private const int Samples = 4000;

    [Fact]
    public void The_pixels_of_a_box_are_marked_and_no_others()
    {
        var boxes = new Boxes(Top: tensor([1L, 0]), Left: tensor([0L, 2]), Height: tensor([2L, 0]), Width: tensor([2L, 1]));
        var mask = boxes.Mask(zeros(2, 3, 3, 4)).to(ScalarType.Float32);
        Assert.Equal([2, 1, 3, 4], mask.shape);
        Numbers.AreClose([0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, /* an empty box */ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], mask, tolerance: 0);
    }

    [Fact]
    public void A_rectangle_is_painted_through_all_channels()
    {
        manual_seed(1);
        var erased = new RandomErasing(probability: 1, fill: -5).Apply(ones(50, 3, 10, 10));
        Assert.True(erased.eq(-5).logical_or(erased.eq(1)).all().item<bool>());
        Assert.True(erased[.., 0].eq(erased[.., 2]).all().item<bool>());
        Assert.True(erased.eq(-5).to(ScalarType.Float32).sum([1, 2, 3]).gt(0).all().item<bool>());
    }

    [Fact]
    public void Rectangles_lie_in_the_image_and_keep_to_the_ranges_of_area_and_aspect()
    {
        manual_seed(2);
        var boxes = new RandomErasing(probability: 1, minArea: 0.1, maxArea: 0.2, minAspect: 0.5, maxAspect: 2).Draw(Samples, 100, 100);
        var (top, left, height, width) = (boxes.Top.Longs(), boxes.Left.Longs(), boxes.Height.Longs(), boxes.Width.Longs());
        var areas = new List<double>();
        for (var i = 0; i < Samples; i++)
        {
            Assert.InRange(top[i], 0, 100 - height[i]);
            Assert.InRange(left[i], 0, 100 - width[i]);
            areas.Add(height[i] * width[i] / 10_000.0);
            Assert.InRange(areas[i], 0.095, 0.205); // whole pixels
            Assert.InRange((double)height[i] / width[i], 0.47, 2.12);
        }
        Assert.InRange(areas.Average(), 0.147, 0.153); // uniform: 0.15 +- 5 standard deviations of 0.0005
        Assert.InRange(Enumerable.Range(0, Samples).Count(i => height[i] > width[i]) / (double)Samples, 0.45, 0.55); // upright as often as lying
    }

    [Fact]
    public void Every_place_at_which_a_rectangle_fits_is_as_likely()
    {
        manual_seed(3);
        // A quarter of the area of 4 x 4, square: 2 x 2 pixels, which fit at rows and columns 0 to 2.
        var boxes = new RandomErasing(1, 0.25, 0.25, 1, 1).Draw(Samples, 4, 4);
        Assert.All(boxes.Height.Longs(), side => Assert.Equal(2, side));
        Assert.All(boxes.Width.Longs(), side => Assert.Equal(2, side));
        foreach (var starts in new[] { boxes.Top.Longs(), boxes.Left.Longs() })
            for (var place = 0; place <= 2; place++)
                Assert.InRange(starts.Count(s => s == place), 1184, 1482); // 1333 +- 5 standard deviations of 30
    }

    [Fact]
    public void With_one_area_and_aspect_1_it_is_cutout()
    {
        manual_seed(4);
        var erased = new RandomErasing(probability: 1, minArea: 64 / 784.0, maxArea: 64 / 784.0, minAspect: 1, maxAspect: 1).Apply(ones(100, 1, 28, 28));
        Assert.All(erased.sum([1, 2, 3]).Floats(), left => Assert.Equal(784 - 64, left));
    }

    [Fact]
    public void A_rectangle_that_does_not_fit_is_cut_to_the_image()
    {
        manual_seed(5);
        var boxes = new RandomErasing(1, 0.5, 0.5, 100, 100).Draw(20, 10, 10);
        Assert.All(boxes.Height.Longs(), height => Assert.Equal(10, height));
        Assert.All(boxes.Width.Longs(), width => Assert.Equal(1, width));
        Assert.All(boxes.Top.Longs(), top => Assert.Equal(0, top));
    }

    [Fact]
    public void The_probability_is_the_share_of_samples_that_get_a_rectangle()
    {
        manual_seed(6);
        var erased = new RandomErasing(probability: 0.3).Apply(ones(Samples, 1, 6, 6)).amin(1, 2, 3).Floats().Count(v => v == 0);
        Assert.InRange(erased, 1055, 1345); // 1200 +- 5 standard deviations of 29
    }
}
