using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>Something to do about classes of unequal size: to the images, or to the loss.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Images">The training set and a seed to what is trained on.</param>
/// <param name="Loss">The images of each class to the loss; null is cross-entropy.</param>
public sealed record Remedy(string Name, Func<LabeledImages, int, LabeledImages> Images, Func<IReadOnlyList<int>, Func<Tensor, Tensor, Tensor>?> Loss)
{
    /// <summary>Nothing: cross-entropy on the images as they are.</summary>
    public static Remedy None { get; } = new("none", (images, _) => images, _ => null);

    /// <summary><see cref="Losses.ClassWeighted"/>.</summary>
    public static Remedy ClassWeights { get; } = new("class weights", (images, _) => images, Losses.ClassWeighted);

    /// <summary><see cref="FashionNotebooks.Oversampling.Balance"/>.</summary>
    public static Remedy Oversampling { get; } = new("oversampling", FashionNotebooks.Oversampling.Balance, _ => null);

    /// <summary><see cref="Losses.Focal"/>.</summary>
    public static Remedy FocalLoss { get; } = new("focal loss", (images, _) => images, _ => Losses.Focal());

    /// <summary><see cref="Losses.LogitAdjusted"/>.</summary>
    public static Remedy LogitAdjustment { get; } = new("logit adjustment", (images, _) => images, counts => Losses.LogitAdjusted(counts));

    /// <summary>All of them, none first.</summary>
    public static IReadOnlyList<Remedy> All { get; } = [None, ClassWeights, Oversampling, FocalLoss, LogitAdjustment];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
