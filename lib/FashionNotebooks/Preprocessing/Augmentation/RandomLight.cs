using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// What light and cameras do to garments that lie on a bed: one side is darker than the other, bright cloth is burnt out to
/// one white, tones are lighter or darker, and the sensor adds noise. Each sample is changed by its own draws; black stays
/// black but for the noise.
/// </summary>
public sealed record RandomLight : IAugmentation
{
    /// <param name="shading">The greatest part of the light, 0 to below 1, that is missing on the side away from it; the side is drawn.</param>
    /// <param name="gamma">Values of 0 to 1 are raised to a power between 1 / gamma and gamma, drawn on a logarithmic scale; at least 1.</param>
    /// <param name="burnt">Of each sample to be burnt out, 0 to 1: multiplied by 1 to 5 and cut off at 1.</param>
    /// <param name="noise">Of each sample to get normally distributed noise, 0 to 1.</param>
    /// <param name="greatestNoise">Its standard deviation is drawn up to this, of 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public RandomLight(double shading = 0.4, double gamma = 1.6, double burnt = 0.2, double noise = 0.3, double greatestNoise = 0.3)
    {
        Shading = Require.Below(1, shading, nameof(shading), "a part of the light, all of which leaves nothing to see");
        Gamma = Require.Between(1, double.MaxValue, gamma, nameof(gamma));
        Burnt = Require.Between(0, 1, burnt, nameof(burnt));
        Noise = Require.Between(0, 1, noise, nameof(noise));
        GreatestNoise = Require.Between(0, double.MaxValue, greatestNoise, nameof(greatestNoise));
    }

    /// <summary>The greatest part of the light that is missing on one side.</summary>
    public double Shading { get; }

    /// <summary>The greatest power, and one over the least.</summary>
    public double Gamma { get; }

    /// <summary>Of each sample to be burnt out.</summary>
    public double Burnt { get; }

    /// <summary>Of each sample to get noise.</summary>
    public double Noise { get; }

    /// <summary>The greatest standard deviation of the noise.</summary>
    public double GreatestNoise { get; }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        Require.Images(images);
        using var scope = NewDisposeScope();
        var uniform = rand([7, images.shape[0], 1, 1, 1], ScalarType.Float32, CPU).to(images.dtype, images.device);
        var (side, shade, power) = (uniform[0].mul(2 * Math.PI), uniform[1].mul(Shading), uniform[2].mul(2).sub(1).mul(Math.Log(Gamma)).exp());
        var burnt = uniform[3].lt(Burnt).to(images.dtype).mul(uniform[4].mul(4)).add(1);

        // -1 to 1 along rows and columns: the light falls from 1 on one side of the image to 1 - shade on the other.
        Tensor Axis(int dimension) => linspace(-1, 1, images.shape[dimension], images.dtype, images.device);
        var across = side.cos().mul(Axis(3).view(1, 1, 1, -1)).add(side.sin().mul(Axis(2).view(1, 1, -1, 1))).div(Math.Sqrt(2));
        var light = across.add(1).div(2).mul(shade).neg().add(1);

        var seen = images.clamp(0, 1).pow(power).mul(light).mul(burnt).clamp_max(1);
        var deviation = uniform[5].lt(Noise).to(images.dtype).mul(uniform[6]).mul(GreatestNoise);
        var noise = randn(images.shape, ScalarType.Float32, CPU).to(images.dtype, images.device);
        return seen.add(noise.mul(deviation)).clamp(0, 1).MoveToOuterDisposeScope();
    }
}
