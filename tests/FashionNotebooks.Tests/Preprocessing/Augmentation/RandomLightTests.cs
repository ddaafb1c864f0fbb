using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public sealed class RandomLightTests : TensorTests
{
    private const int Samples = 4000;

    private static float[] Of(RandomLight light, float value, int side = 1)
    {
        manual_seed(3);
        return light.Apply(full([Samples, 1, side, side], value)).Floats();
    }

    private static RandomLight Only(double shading = 0, double gamma = 1, double burnt = 0, double noise = 0, double greatestNoise = 0) =>
        new(shading, gamma, burnt, noise, greatestNoise);

    [Fact]
    public void Nothing_changes_where_nothing_is_set() => Assert.All(Of(Only(), 0.3f), value => Assert.Equal(0.3f, value, 6));

    [Fact]
    public void Shading_takes_half_of_itself_from_the_middle_and_up_to_all_of_it_from_a_corner()
    {
        var shaded = Of(Only(shading: 0.4), 1, side: 3);
        var middles = shaded.Where((_, i) => i % 9 == 4).ToArray();
        Assert.All(middles, value => Assert.InRange(value, 0.8f, 1)); // 1 - u 0.4 / 2
        Assert.Equal(0.9, middles.Average(), 0.005);
        Assert.InRange(shaded.Min(), 0.6f, 0.62f);
        Assert.InRange(shaded.Max(), 0.999f, 1);
        // The side is drawn: no corner is darker than the others over all samples.
        foreach (var corner in (int[])[0, 2, 6, 8])
            Assert.Equal(0.9, shaded.Where((_, i) => i % 9 == corner).Average(), 0.01);
    }

    [Fact]
    public void Gamma_goes_as_far_up_as_down()
    {
        var powers = Array.ConvertAll(Of(Only(gamma: 2), 0.5f), value => -Math.Log2(value));
        Assert.InRange(powers.Min(), 0.4999, 0.51);
        Assert.InRange(powers.Max(), 1.98, 2.0001);
        Assert.Equal(0, powers.Average(Math.Log2), 0.05);
    }

    [Fact]
    public void What_is_burnt_out_is_white_from_where_it_would_be_brighter()
    {
        var burnt = Of(Only(burnt: 1), 0.5f); // times 1 + 4 u
        Assert.Equal(0.75, burnt.Count(value => value == 1) / (double)Samples, 0.03);
        Assert.Equal(0.4, Of(Only(burnt: 0.4), 0.5f).Count(value => value > 0.5f) / (double)Samples, 0.03);
    }

    [Fact]
    public void Noise_has_a_standard_deviation_drawn_up_to_the_greatest()
    {
        var noisy = Of(Only(noise: 1, greatestNoise: 0.1), 0.5f);
        Assert.Equal(0.5, noisy.Average(), 0.003);
        Assert.Equal(0.1 / Math.Sqrt(3), Math.Sqrt(noisy.Average(value => (value - 0.5) * (value - 0.5))), 0.003); // the root of the mean of (0.1 u)^2
        Assert.Equal(0.3, Of(Only(noise: 0.3, greatestNoise: 0.1), 0.5f).Count(value => value != 0.5f) / (double)Samples, 0.03);
    }

    [Fact]
    public void Black_stays_black_without_noise_and_values_stay_between_0_and_1()
    {
        Assert.All(Of(new RandomLight(noise: 0), 0), value => Assert.Equal(0, value));
        Assert.All(Of(new RandomLight(noise: 1, greatestNoise: 2), 0.9f), value => Assert.InRange(value, 0, 1));
    }
}
