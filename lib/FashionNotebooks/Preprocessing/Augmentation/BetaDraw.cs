using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>The distribution of mixing ratios.</summary>
internal static class BetaDraw
{
    /// <summary>
    /// Draws from Beta(alpha, alpha) with torch's default generator on the CPU, as x / (x + y) of two gamma draws; in float64,
    /// since for a small alpha most of them are tiny.
    /// </summary>
    /// <returns><paramref name="count"/> numbers of 0 to 1, float64, on the CPU, in the caller's dispose scope.</returns>
    public static Tensor Symmetric(double alpha, long count)
    {
        var gamma = _standard_gamma(full(2, count, alpha, ScalarType.Float64, CPU));
        return gamma[0].div(gamma.sum(dim: 0));
    }
}
