using FashionNotebooks.Tests.Preprocessing;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Imaging;

public sealed class BlurTests : TensorTests
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
        float[] Blurred(int place)
        {
            var image = new float[25];
            image[place] = 240;
            return Blur.Apply(tensor(image, [1, 1, 5, 5]), [BlurKernel.Motion(3, 0)]).Floats();
        }
        Assert.Equal([80, 80, 80], Blurred(12)[11..14].Select(value => Math.Round(value, 3)));
        Assert.Equal(240, Blurred(12).Sum(), 1e-3f);
        Assert.Equal([80, 80, 0], Blurred(0)[..3].Select(value => Math.Round(value, 3)));
        Assert.Equal(160, Blurred(0).Sum(), 1e-3f);
    }

    [Fact]
    public void Each_image_is_convolved_with_its_own_kernel_and_its_channels_alike()
    {
        BlurKernel?[] kernels = [BlurKernel.Motion(5, 30), null, BlurKernel.Defocus(1.5)];
        var images = rand(3, 2, 9, 7);
        var blurred = Blur.Apply(images, kernels);
        foreach (var (i, kernel) in kernels.Index())
            for (var channel = 0; channel < 2; channel++)
                AssertClose(kernel is null ? images[i, channel].Floats() : Convolved(images[i, channel].Floats(), 9, 7, kernel), blurred[i, channel].Floats());
        // One kernel is that of all.
        var all = Blur.Apply(images, [kernels[0]]);
        AssertClose(Convolved(images[2, 1].Floats(), 9, 7, kernels[0]!), all[2, 1].Floats());
        Assert.Throws<ArgumentException>(() => Blur.Apply(images, [kernels[0], kernels[1]]));

        static void AssertClose(float[] expected, float[] actual) => Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-5f);
    }

    /// <summary>By the definition of a convolution: every pixel spreads as the kernel says.</summary>
    private static float[] Convolved(float[] image, int height, int width, BlurKernel kernel)
    {
        var spread = new float[image.Length];
        var radius = kernel.Size / 2;
        for (var i = 0; i < image.Length * kernel.Weights.Length; i++)
        {
            var (pixel, weight) = Math.DivRem(i, kernel.Weights.Length);
            int x = pixel % width + weight % kernel.Size - radius, y = pixel / width + weight / kernel.Size - radius;
            if (x >= 0 && x < width && y >= 0 && y < height)
                spread[y * width + x] += image[pixel] * kernel.Weights.Span[weight];
        }
        return spread;
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
    }
}
