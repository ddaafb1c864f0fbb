using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Says how far predictions are from the truth.</summary>
public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    private protected Loss(nn.Reduction reduction) : base("Loss") => this.reduction = reduction;

    /// <summary>Whether to give the mean, the sum, or one number a sample.</summary>
    public nn.Reduction reduction { get; }
}

/// <summary>A loss in which classes or samples have weights.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    private protected WeightedLoss(Tensor? weight, nn.Reduction reduction) : base(reduction) => this.weight = weight;

    /// <summary>The weights; null where all are equal.</summary>
    public Tensor? weight { get; }
}
