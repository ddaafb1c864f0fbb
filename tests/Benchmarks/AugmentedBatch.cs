using System.Diagnostics;
using FashionNotebooks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Benchmarks;

/// <summary>What augmenting a batch of 512 images costs, beside a training step of the dropout4 network on them.</summary>
internal static class AugmentedBatch
{
    private const int Samples = 512;

    /// <summary>One line each: what it is, and the median of its milliseconds.</summary>
    public static void Print(int threads, int turns)
    {
        FashionNotebooks.Engine.Start(threads);
        using var generator = random.manual_seed(0);
        using var scope = NewDisposeScope();
        var images = rand(Samples, 1, 28, 28);
        var labels = randint(0, 10, [Samples], ScalarType.Int64);
        var targets = Preprocess.OneHot(labels);
        var step = Step(images, labels);

        var actions = new (string Name, Action Run)[]
        {
            ("training step of dropout4", step),
            ("Keras: rotation, zoom, shear, shifts, flips", Augment(images, new KerasAugmentation
            {
                RotationRange = 8, ZoomRange = 0.1, ShearRange = 0.3, WidthShiftRange = 0.08, HeightShiftRange = 0.08, VerticalFlip = true, HorizontalFlip = true,
            })),
            ("crop, flip and erasing", Augment(images, new Compose(new RandomCrop(2), new RandomHorizontalFlip(), new RandomErasing()))),
            ("crop", Augment(images, new RandomCrop(2))),
            ("flip", Augment(images, new RandomHorizontalFlip())),
            ("erasing", Augment(images, new RandomErasing())),
            ("mixup", Mix(images, targets, new Mixup(0.2))),
            ("cutmix", Mix(images, targets, new CutMix(1))),
        };
        // All take turns, so that a busy moment of the machine meets each.
        var milliseconds = actions.Select(_ => new List<double>()).ToArray();
        for (var turn = -1; turn < turns; turn++)
            for (var i = 0; i < actions.Length; i++)
            {
                var clock = Stopwatch.StartNew();
                actions[i].Run();
                if (turn >= 0) // the first one warms up
                    milliseconds[i].Add(clock.Elapsed.TotalMilliseconds);
            }
        var whole = Median(milliseconds[0]);
        for (var i = 0; i < actions.Length; i++)
            Console.WriteLine($"{actions[i].Name,-46}  {Median(milliseconds[i]),9:f1}  {Median(milliseconds[i]) / whole,11:p1}");
    }

    private static Action Step(Tensor images, Tensor labels)
    {
        var network = Dropout4.Network(seed: 0);
        var optimizer = optim.Adam(network.parameters());
        return () =>
        {
            using var step = NewDisposeScope();
            optimizer.zero_grad();
            functional.cross_entropy(network.call(images), labels).backward();
            optimizer.step();
        };
    }

    private static Action Augment(Tensor images, IAugmentation augmentation) => () => augmentation.Apply(images).Dispose();

    private static Action Mix(Tensor images, Tensor targets, IMixing mixing) => () =>
    {
        var (mixedImages, mixedTargets) = mixing.Apply(images, targets);
        mixedImages.Dispose();
        mixedTargets.Dispose();
    };

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
