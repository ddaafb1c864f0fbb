namespace FashionNotebooks.Tests.Imaging;

public class BlurTests
{
    private static void AssertKernel(BlurKernel kernel, int size, float[] weights, float tolerance)
    {
        Assert.Equal(size, kernel.Size);
        Assert.Equal(1, kernel.Weights.ToArray().Sum(), 1e-5f);
        foreach (var (expected, actual) in weights.Zip(kernel.Weights.ToArray()))
            Assert.Equal(expected, actual, tolerance);
    }

    [Fact]
    public void A_gaussian_has_the_weights_worked_out_by_hand()
    {
        // exp(0), exp(-2), exp(-8), along one axis: 1, 0.135335, 0.000335; their sum over two sides 1.271341.
        var g = ((float[])[0.000335f, 0.135335f, 1, 0.135335f, 0.000335f]).Select(weight => weight / 1.271341f).ToArray();
        AssertKernel(BlurKernel.Gaussian(0.5), 5, [.. g.SelectMany(row => g.Select(column => row * column))], 1e-5f);
    }

    [Fact]
    public void Motion_covers_the_pixels_on_its_way_by_their_share()
    {
        AssertKernel(BlurKernel.Motion(3, 0), 5, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 / 3f, 1 / 3f, 1 / 3f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0.01f);
        AssertKernel(BlurKernel.Motion(2, 90), 3, [0, 0.25f, 0, 0, 0.5f, 0, 0, 0.25f, 0], 0.01f);
        // At 45 degrees the middle pixel is crossed along its diagonal, of length 1.414 of 3, from below left to above right.
        AssertKernel(BlurKernel.Motion(3, 45), 5, [0, 0, 0, 0, 0, 0, 0, 0, 0.264f, 0, 0, 0, 0.471f, 0, 0, 0, 0.264f, 0, 0, 0, 0, 0, 0, 0, 0], 0.01f);
        AssertKernel(BlurKernel.Motion(1, 0), 3, [0, 0, 0, 0, 1, 0, 0, 0, 0], 0.01f);
    }

    [Fact]
    public void Defocus_is_a_disc_of_which_each_pixel_has_its_part()
    {
        // Radius 1, area pi: the middle lies inside, a corner has 0.0788 of its pixel (the integral of sqrt(1 - x²) - 1/2
        // from 1/2 to sqrt(3)/2), a side the rest, 0.4566.
        float middle = 1 / MathF.PI, side = 0.4566f / MathF.PI, corner = 0.0788f / MathF.PI;
        AssertKernel(BlurKernel.Defocus(1), 3, [corner, side, corner, side, middle, side, corner, side, corner], 0.002f);
    }

    [Fact]
    public void A_single_pixel_becomes_the_kernel_and_what_leaves_the_image_is_lost()
    {
        var point = new byte[25];
        point[12] = 240;
        var blurred = new byte[25];
        Blur.Apply(BlurKernel.Motion(3, 0), point, 5, blurred);
        Assert.Equal([80, 80, 80], blurred[11..14]);
        Assert.Equal(240, blurred.Sum(value => value));

        var corner = new byte[25];
        corner[0] = 240;
        Blur.Apply(BlurKernel.Motion(3, 0), corner, 5, blurred);
        Assert.Equal([80, 80, 0], blurred[..3]);
        Assert.Equal(160, blurred.Sum(value => value));
    }

    [Theory]
    [InlineData(BlurKind.Gaussian)]
    [InlineData(BlurKind.Motion)]
    [InlineData(BlurKind.Defocus)]
    public void Each_strength_leaves_less_detail_and_labels_stay(BlurKind kind)
    {
        var images = RealData.Test.Take(100);
        var before = double.MaxValue;
        Assert.Equal(5, Blur.Strengths(kind).Count);
        foreach (var strength in Blur.Strengths(kind))
        {
            var blurred = Blur.Apply(images, kind, strength);
            Assert.Equal(images.Labels.ToArray(), blurred.Labels.ToArray());
            var detail = Enumerable.Range(0, 100).Average(i => Sharpness.VarianceOfLaplacian(blurred.Image(i), 28));
            Assert.InRange(detail, 0, 0.95 * before);
            before = detail;
        }
    }

    [Fact]
    public void The_same_seed_moves_images_in_the_same_directions_each_in_its_own()
    {
        var same = new LabeledImages([.. Enumerable.Range(0, 2).SelectMany(_ => RealData.Test.Image(0).ToArray())], [9, 9]);
        var first = Blur.Apply(same, BlurKind.Motion, 7, seed: 1);
        Assert.Equal(first.Pixels.ToArray(), Blur.Apply(same, BlurKind.Motion, 7, seed: 1).Pixels.ToArray());
        Assert.NotEqual(first.Pixels.ToArray(), Blur.Apply(same, BlurKind.Motion, 7, seed: 2).Pixels.ToArray());
        Assert.NotEqual(first.Image(0).ToArray(), first.Image(1).ToArray());
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        foreach (var kind in Enum.GetValues<BlurKind>())
            foreach (var strength in (double[])[0, -1, 51, double.NaN])
                Assert.Throws<ArgumentOutOfRangeException>(() => BlurKernel.Of(kind, strength));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlurKernel.Of((BlurKind)7, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Blur.Strengths((BlurKind)7));
        Assert.Throws<ArgumentException>(() => Blur.Apply(BlurKernel.Gaussian(1), new byte[10], 4, new byte[10]));
        Assert.Throws<ArgumentException>(() => Blur.Apply(BlurKernel.Gaussian(1), new byte[12], 4, new byte[11]));
    }
}
