using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>Weighs a few numbers into one score that is the greater, the likelier something is positive.</summary>
internal static class LogisticRegression
{
    private const int Steps = 25;
    private const double Decay = 1e-3; // so that weights stay finite where the classes can be parted without an error

    /// <summary>The weight of each number, by Newton's method, and before them a constant.</summary>
    /// <param name="rows">As many numbers each.</param>
    /// <param name="isPositive">One a row, both kinds among them.</param>
    public static double[] Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> isPositive)
    {
        using var scope = NewDisposeScope();
        var inputs = tensor(rows.SelectMany(row => row.Prepend(1)).ToArray(), [rows.Count, rows[0].Length + 1]);
        var truth = tensor(isPositive.Select(positive => positive ? 1.0 : 0).ToArray());
        var decay = eye(inputs.shape[1], dtype: ScalarType.Float64).mul(Decay);
        var weights = zeros(inputs.shape[1], ScalarType.Float64);
        for (var step = 0; step < Steps; step++)
        {
            var probability = inputs.mv(weights).sigmoid();
            var slope = inputs.t().mv(truth - probability) - decay.mv(weights);
            var curvature = inputs.t().mm(inputs * (probability * (1 - probability)).unsqueeze(1)) + decay;
            weights += linalg.solve(curvature, slope);
        }
        return weights.data<double>().ToArray();
    }
}
