using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// Losses for classes of unequal size. Each takes logits, N x classes, and N int64 class indices, and gives a scalar, in nats
/// where every class counts the same.
/// </summary>
public static class Losses
{
    /// <summary>
    /// Cross-entropy in which each class counts inversely to its size: images / (classes x images of the class), the mean
    /// weighted likewise.
    /// </summary>
    /// <param name="counts">Training images of each class, at least 1 each.</param>
    /// <exception cref="ArgumentException">A class has no images.</exception>
    public static Func<Tensor, Tensor, Tensor> ClassWeighted(IReadOnlyList<int> counts)
    {
        var values = Shares(counts).Select(share => (float)(1 / (counts.Count * share))).ToArray();
        return (logits, targets) => functional.cross_entropy(logits, targets, weight: OfClasses(values, logits));
    }

    /// <summary>
    /// Cross-entropy times (1 - p)^gamma, where p is the probability given to the true class, so that what is learned
    /// already counts for little (T.-Y. Lin et al., Focal Loss for Dense Object Detection, 2017).
    /// </summary>
    /// <param name="gamma">At least 0, where it is cross-entropy; the paper's choice is 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">Gamma is negative or not finite.</exception>
    public static Func<Tensor, Tensor, Tensor> Focal(double gamma = 2)
    {
        if (!(gamma >= 0 && double.IsFinite(gamma)))
            throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "gamma is at least 0, such as 2.");
        return (logits, targets) =>
        {
            using var scope = NewDisposeScope();
            var crossEntropy = functional.cross_entropy(logits, targets, reduction: Reduction.None);
            var missing = crossEntropy.neg().exp().neg().add(1);
            return missing.pow(gamma).mul(crossEntropy).mean().MoveToOuterDisposeScope();
        };
    }

    /// <summary>
    /// Cross-entropy of the logits plus tau times the logarithm of each class's share of the training images, so that the
    /// logits themselves come to favour no class for its size (A. K. Menon et al., Long-Tail Learning via Logit Adjustment,
    /// 2021).
    /// </summary>
    /// <param name="counts">Training images of each class, at least 1 each.</param>
    /// <param name="tau">At least 0, where it is cross-entropy; 1 is what theory asks for.</param>
    /// <exception cref="ArgumentException">A class has no images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Tau is negative or not finite.</exception>
    public static Func<Tensor, Tensor, Tensor> LogitAdjusted(IReadOnlyList<int> counts, double tau = 1)
    {
        if (!(tau >= 0 && double.IsFinite(tau)))
            throw new ArgumentOutOfRangeException(nameof(tau), tau, "tau is at least 0, such as 1.");
        var values = Shares(counts).Select(share => (float)(tau * Math.Log(share))).ToArray();
        return (logits, targets) => functional.cross_entropy(logits.add(OfClasses(values, logits)), targets);
    }

    /// <summary>A value for each class, of the logits' type and device. One value alone would be taken for all classes.</summary>
    private static Tensor OfClasses(float[] values, Tensor logits) => logits.shape[^1] == values.Length
        ? tensor(values, dtype: logits.dtype, device: logits.device)
        : throw new ArgumentException($"There are counts of {values.Length} classes, but logits of {logits.shape[^1]}: give a count for each class.");

    private static IEnumerable<double> Shares(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        for (var label = 0; label < counts.Count; label++)
            if (counts[label] < 1)
                throw new ArgumentException($"Class {label} has {counts[label]} training images; every class needs at least one.", nameof(counts));
        var all = counts.Sum(count => (double)count);
        return counts.Select(count => count / all);
    }
}
