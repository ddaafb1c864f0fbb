using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>Several augmentations, one after the other.</summary>
public sealed class Compose : IAugmentation
{
    private readonly IAugmentation[] augmentations;

    /// <param name="augmentations">At least one, in the order in which they are applied.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    public Compose(params IAugmentation[] augmentations)
    {
        ArgumentNullException.ThrowIfNull(augmentations);
        if (augmentations.Length == 0 || augmentations.Contains(null))
            throw new ArgumentException("Give the augmentations to apply, at least one and none of them null.", nameof(augmentations));
        this.augmentations = [.. augmentations];
    }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        using var scope = NewDisposeScope();
        return augmentations.Aggregate(images, (changed, augmentation) => augmentation.Apply(changed)).MoveToOuterDisposeScope();
    }

    /// <summary>The augmentations with their settings.</summary>
    public override string ToString() => string.Join(", ", augmentations.Select(a => a.ToString()));
}
