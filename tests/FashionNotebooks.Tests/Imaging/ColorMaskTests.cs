using System.Numerics;

namespace FashionNotebooks.Tests.Imaging;

/// <summary>Garments before backgrounds of several colours.</summary>
public class ColorMaskTests
{
    private const int Width = 120, Height = 160;

    private static readonly (byte, byte, byte)[] Wall = [(214, 190, 160), (222, 198, 170), (208, 184, 150)], Stripes = [(30, 60, 140), (240, 240, 235)], Cloth = [(120, 40, 50), (150, 60, 70)];

    private static bool IsGarment(int i) => i % Width is >= 30 and < 90 && i / Width is >= 24 and < 136;

    /// <summary>A red garment, before a beige wall in the upper half and a striped sheet in the lower; every colour with some noise.</summary>
    private static Photo OnTwoColors(int seed)
    {
        var random = new Random(seed);
        var rgba = new byte[4 * Width * Height];
        for (var i = 0; i < Width * Height; i++)
        {
            var colors = IsGarment(i) ? Cloth : i / Width < 80 ? Wall : Stripes;
            var (r, g, b) = colors == Stripes ? Stripes[i / Width / 8 % 2] : colors[random.Next(colors.Length)];
            byte[] pixel = [Noisy(r), Noisy(g), Noisy(b), 255];
            pixel.CopyTo(rgba, 4 * i);
        }
        return new(Width, Height, rgba);

        byte Noisy(byte value) => (byte)Math.Clamp(value + random.Next(-6, 7), 0, 255);
    }

    /// <summary>Shared pixels over all pixels of either.</summary>
    private static double Overlap(PreparationStep cutOut)
    {
        var found = cutOut.Pixels.ToArray().Where((_, i) => i % 4 == 3).Select(opacity => opacity > 127).ToArray();
        return found.Where((isFound, i) => isFound && IsGarment(i)).Count() / (double)found.Where((isFound, i) => isFound || IsGarment(i)).Count();
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void A_garment_before_two_colours_is_cut_out_by_the_second_guess(int seed)
    {
        var garment = GarmentPhoto.Prepare(OnTwoColors(seed));

        Assert.InRange(Overlap(garment.Steps[1]), 0, 0.7); // what made a second guess necessary
        Assert.InRange(Overlap(garment.SecondGuess!.Steps[1]), 0.93, 1);
        Assert.Equal(garment.SecondGuess.Pixels, garment.SecondGuess.Steps[^1].Pixels.ToArray());
        Assert.NotEqual(garment.Steps[1].Explanation, garment.SecondGuess.Steps[1].Explanation);
        Assert.Null(garment.SecondGuess.SecondGuess);
        Assert.Equal(garment.SecondGuess.Pixels, PhotoInput.Of(garment).SecondGuess);
    }

    [Fact]
    public void The_same_photo_is_cut_out_the_same_way_each_time() =>
        Assert.Equal(GarmentPhoto.Prepare(OnTwoColors(1)).SecondGuess!.Pixels, GarmentPhoto.Prepare(OnTwoColors(1)).SecondGuess!.Pixels);

    [Fact]
    public void Drawings_and_cut_outs_have_a_background_of_one_colour_and_need_no_second_guess() =>
        Assert.All(SamplePhotos.All(), sample => Assert.Null(sample.Prepare().SecondGuess));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(3, 300)]
    [InlineData(300, 6)]
    [InlineData(28, 28)]
    public void Noise_of_any_size_gives_a_guess_or_none(int width, int height)
    {
        var random = new Random(width + height);
        var rgba = new byte[4 * width * height];
        random.NextBytes(rgba);
        for (var i = 3; i < rgba.Length; i += 4)
            rgba[i] = 255;

        var mask = ColorMask.Find(WorkingImage.From(new(width, height, rgba)));

        Assert.True(mask is null || mask.All(value => value is 0 or 1));
    }

    [Fact]
    public void A_mixture_knows_its_colours_whatever_their_spread()
    {
        // Two groups, of which one is a single colour.
        Vector3[] colors = [.. Enumerable.Range(0, 50).Select(i => new Vector3(200, 100 + i % 5, 50)), .. Enumerable.Repeat(new Vector3(20, 20, 20), 50)];

        var mixture = ColorMixture.Of(colors);

        Assert.All(colors, color => Assert.InRange(mixture.LogDensity(color), mixture.LogDensity(new(110, 60, 35)) + 10, float.MaxValue));
        Assert.Equal(mixture.LogDensity(colors[0]), mixture.Again(colors).LogDensity(colors[0]), 1e-4f);
    }

    [Fact]
    public void One_colour_has_the_density_of_its_noise()
    {
        // All in one component: covariances 4 on the diagonal, determinant 64, share 1; two away in one channel: -ln 8 - 2 * 2 / 4 / 2.
        var mixture = ColorMixture.Of([.. Enumerable.Repeat(new Vector3(10, 20, 30), 40)]);

        Assert.Equal(-Math.Log(8), mixture.LogDensity(new(10, 20, 30)), 1e-4);
        Assert.Equal(-Math.Log(8) - 0.5, mixture.LogDensity(new(12, 20, 30)), 1e-4);
    }
}
