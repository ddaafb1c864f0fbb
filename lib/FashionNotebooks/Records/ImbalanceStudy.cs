using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// What helps when classes are of unequal size: webapp's network, trained on few images of rare classes with one remedy at a
/// time. Every remedy may look at as many images as the others, repeated ones included, to within half a training set.
/// </summary>
public static class ImbalanceStudy
{
    private const int Shirt = 6; // the class that models find hardest when all are equally common

    /// <summary>The training sets: one rare class, and long tails.</summary>
    public static IReadOnlyList<ClassProfile> Profiles { get; } =
        [ClassProfile.OneRare(Shirt, 100), ClassProfile.LongTail(10), ClassProfile.LongTail(50), ClassProfile.LongTail(100)];

    /// <summary>Images of the most common class: 2,000, or 200 in a quick run.</summary>
    public static int MostCommon(Profile profile) => profile.Pick(quick: 200, full: 2_000);

    /// <summary>Epochs over a training set in which no image is repeated: 15, or 8 in a quick run.</summary>
    public static int Epochs(Profile profile) => profile.Pick(quick: 8, full: 15);

    /// <summary>Trains one model and judges it on the test images (1,000 of them in a quick run). Same seed, same CPU: same figures.</summary>
    /// <param name="profile">The class profile.</param>
    /// <param name="remedy">What is done about it.</param>
    /// <param name="seed">Of the images drawn, the initial weights, the order of samples and dropout; the same images for every remedy.</param>
    /// <param name="size">Full unless given.</param>
    /// <param name="change">What is to be other than in webapp's recipe: epochs over a set without repetitions, precision, device, who watches.</param>
    /// <exception cref="OperationCanceledException">Ctrl-C came before the last epoch.</exception>
    public static ImbalanceRun Train(ClassProfile profile, Remedy remedy, int seed = 1, Profile? size = null, Func<TrainingOptions, TrainingOptions>? change = null)
    {
        size ??= Profile.Full;
        var data = FashionMnist.Load();
        var drawn = profile.Draw(data.Train, MostCommon(size), seed);
        var images = remedy.Images(drawn, seed);
        var protocol = Webapp.Definition.Protocols[0] with { ValidationFraction = null };
        var run = protocol.Train(new(images, data.For(size, seed).Test), seed, recipe =>
        {
            var options = recipe with { Epochs = Epochs(size) };
            options = change?.Invoke(options) ?? options;
            return options with
            {
                Epochs = Math.Max(1, (int)Math.Round(options.Epochs * (double)drawn.Count / images.Count)),
                Loss = remedy.Loss(drawn.CountPerClass()),
            };
        });
        using var model = run.Model;
        return ImbalanceRun.Of(profile, remedy.Name, seed, drawn.Count, run.Test);
    }
}

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
