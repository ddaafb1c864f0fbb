namespace FashionNotebooks.Tests.Imaging;

public class SharpnessTests
{
    [Fact]
    public void The_laplacian_of_a_single_pixel_has_the_variance_worked_out_by_hand()
    {
        // 5 x 5, black but for 10 in the middle: Laplacian -40 there, 10 at four neighbours; mean 0, variance (1600 + 400) / 25.
        var image = new byte[25];
        image[12] = 10;
        Assert.Equal(80, Sharpness.VarianceOfLaplacian(image, 5), 1e-9);
        // In a corner two neighbours lie outside: (1600 + 200) / 25 less the square of the mean, -20 / 25.
        image = new byte[25];
        image[0] = 10;
        Assert.Equal(72 - 0.64, Sharpness.VarianceOfLaplacian(image, 5), 1e-9);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(4, 0.5)]
    public void An_edge_that_takes_k_pixels_to_rise_has_a_steepness_of_2_by_k(int pixels, double steepness)
    {
        // A square that rises from black over so many pixels on every side and stays even for long; its corners hardly count.
        var image = new byte[200 * 200];
        for (var y = 0; y < 200; y++)
            for (var x = 0; x < 200; x++)
            {
                var depth = Math.Min(Math.Min(x, 199 - x), Math.Min(y, 199 - y)) - 9;
                image[y * 200 + x] = (byte)Math.Clamp(240 * depth / pixels, 0, 240);
            }
        Assert.Equal(steepness, Sharpness.EdgeSteepness(image, 200), 0.03);
    }

    [Fact]
    public void Steepness_does_not_depend_on_contrast_while_the_laplacian_does()
    {
        var image = RealData.Test.Image(0).ToArray();
        var half = Array.ConvertAll(image, value => (byte)(value / 2 * 2));
        var quarter = Array.ConvertAll(half, value => (byte)(value / 2));
        Assert.Equal(Sharpness.EdgeSteepness(half, 28), Sharpness.EdgeSteepness(quarter, 28), 1e-9);
        Assert.Equal(Sharpness.VarianceOfLaplacian(half, 28), 4 * Sharpness.VarianceOfLaplacian(quarter, 28), 1e-6);
        Assert.Equal(Sharpness.Directional(half, 28), 4 * Sharpness.Directional(quarter, 28), 1e-6);
    }

    [Fact]
    public void Black_all_over_is_not_sharp() =>
        Assert.Equal((0, 0, 0), (Sharpness.VarianceOfLaplacian(new byte[784], 28), Sharpness.EdgeSteepness(new byte[784], 28), Sharpness.Directional(new byte[784], 28)));

    [Fact]
    public void Rows_are_whole()
    {
        Assert.Throws<ArgumentException>(() => Sharpness.VarianceOfLaplacian(new byte[10], 4));
        Assert.Throws<ArgumentException>(() => Sharpness.EdgeSteepness([], 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sharpness.EdgeSteepness(new byte[4], 0));
    }
}
