namespace FashionNotebooks.Tests.Imaging;

public class CorruptionTests
{
    private static readonly LabeledImages Images = RealData.Test.Take(200);

    public static TheoryData<string> Names => new(Corruption.All.Select(corruption => corruption.Name));

    private static Corruption Named(string name) => Corruption.All.Single(corruption => corruption.Name == name);

    [Fact]
    public void The_five_are_there_with_five_severities_in_words()
    {
        Assert.Equal(["blur", "noise", "rotation", "contrast", "occlusion"], Corruption.All.Select(corruption => corruption.Name));
        Assert.All(Corruption.All, corruption => Assert.Equal(5, corruption.Levels.Distinct().Count()));
        Assert.Equal("Gaussian 0.5, Motion 2, Defocus 1", Corruption.Blur.Levels[0]);
        Assert.Equal("45 degrees", Corruption.Rotation.Levels[4]);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_higher_severity_changes_the_images_more(string name)
    {
        double Change(int severity) => Named(name).Apply(Images, severity).Pixels.ToArray().Zip(Images.Pixels.ToArray(), (worse, image) => Math.Abs(worse - image)).Average();

        var changes = Enumerable.Range(1, 5).Select(Change).ToArray();

        Assert.InRange(changes[0], 0.5, 20);
        Assert.Equal(changes.Order(), changes);
        Assert.True(changes[4] > 1.5 * changes[0]);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_seed_decides_the_draws_and_the_originals_stay(string name)
    {
        var before = Images.Pixels.ToArray();
        byte[] Worse(int seed) => Named(name).Apply(Images, 3, seed).Pixels.ToArray();

        Assert.Equal(Worse(1), Worse(1));
        if (name != "contrast") // which draws nothing
            Assert.NotEqual(Worse(1), Worse(2));
        Assert.Equal(before, Images.Pixels.ToArray());
        Assert.Equal(Images.Labels.ToArray(), Named(name).Apply(Images, 3).Labels.ToArray());
    }

    [Fact]
    public void Noise_has_the_standard_deviation_that_it_says()
    {
        var grey = new LabeledImages([.. Enumerable.Repeat((byte)128, 784 * 50)], new byte[50]);

        var noise = Corruption.Noise.Apply(grey, 2).Pixels.ToArray().Select(value => value - 128.0).ToArray();

        Assert.Equal(0, noise.Average(), 0.5); // 39,200 draws of 20: a standard error of 0.1
        Assert.Equal(20, Math.Sqrt(noise.Average(value => value * value)), 0.4);
    }

    // scipy 1.10.1: ndimage.rotate(image, angle, reshape=False, order=1, mode="grid-constant"), rounded.
    [Theory]
    [InlineData(30, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 21, 46, 3, 0, 10, 0, 0, 54, 90, 50, 3, 73, 20, 0, 0, 0, 3, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(-45, new byte[] { 0, 0, 0, 69, 0, 0, 0, 55, 0, 0, 104, 0, 0, 0, 17, 0, 4, 50, 4, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 24, 62, 0, 0 })]
    public void Rotation_is_scipys(double degrees, byte[] expected)
    {
        var image = new byte[35];
        (image[9], image[26], image[17], image[28]) = (200, 100, 50, 160);

        using var scope = TorchSharp.torch.NewDisposeScope();
        var turned = Rotation.Turn(TorchSharp.torch.tensor(image, [1, 1, 5, 7]).to(TorchSharp.torch.ScalarType.Float64), [-degrees], 5, 7);

        Assert.Equal(expected, ImageTensors.ToBytes(turned));
    }

    [Fact]
    public void Contrast_brings_pixels_nearer_to_the_mean()
    {
        var image = new LabeledImages([0, 100, 200, 100], [0], 2, 2);

        Assert.Equal([60, 100, 140, 100], Corruption.Contrast.Apply(image, 3).Pixels.ToArray()); // 40 % of it left
        Assert.Equal([90, 100, 110, 100], Corruption.Contrast.Apply(image, 5).Pixels.ToArray());
    }

    [Fact]
    public void Occlusion_is_a_grey_square_inside_the_image()
    {
        var black = new LabeledImages(new byte[784 * 30], new byte[30]);

        var hidden = Corruption.Occlusion.Apply(black, 2);

        for (var i = 0; i < hidden.Count; i++)
            Assert.Equal(64, hidden.Image(i).Count((byte)128));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void There_are_no_other_severities(int severity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Corruption.Blur.Apply(Images, severity));

    // occlusion-small-images

    [Theory]
    [InlineData(16, 16)]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(64, 40)]
    public void Occlusion_small_images__every_corruption_works_on_images_of_every_size(int height, int width)
    {
        var images = new LabeledImages([.. Enumerable.Range(0, 4 * height * width).Select(n => (byte)(n * 7))], [0, 1, 2, 3], height, width);

        foreach (var corruption in Corruption.All)
            for (var severity = 1; severity <= Corruption.Severities; severity++)
                Assert.Equal((4, height, width), (corruption.Apply(images, severity).Count, corruption.Apply(images, severity).Height, corruption.Apply(images, severity).Width));
    }

    [Theory]
    [InlineData(16, 11)] // 20 x 16 / 28 = 11.4
    [InlineData(28, 20)]
    [InlineData(56, 40)]
    public void Occlusion_small_images__the_square_is_as_large_beside_the_image_as_in_28_x_28(int size, int side)
    {
        var worse = Corruption.Occlusion.Apply(new LabeledImages(new byte[size * size], [1], size, size), 5);

        Assert.Equal(side * side, worse.Pixels.ToArray().Count(pixel => pixel > 0));
    }
}
