using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Training;

/// <summary>A problem that a small network learns in an epoch or two: which of four corners is bright.</summary>
internal static class SmallProblem
{
    /// <param name="wrongLabels">Share of samples with a label drawn at random: what no network can learn, so that no loss reaches 0.</param>
    public static LabeledTensors Corners(int count, int seed = 1, double wrongLabels = 0)
    {
        var random = new SeededRandom(seed);
        var pixels = new float[count * 64];
        var labels = new long[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = random.NextInt(4);
            var (top, left) = (labels[i] / 2 * 4, labels[i] % 2 * 4);
            for (var pixel = 0; pixel < 64; pixel++)
                pixels[i * 64 + pixel] = (float)random.NextDouble() * 0.5f;
            for (var y = 0; y < 4; y++)
                for (var x = 0; x < 4; x++)
                    pixels[i * 64 + (top + y) * 8 + left + x] += 0.5f;
            if (random.NextDouble() < wrongLabels)
                labels[i] = random.NextInt(4);
        }
        return new LabeledTensors(tensor(pixels, [count, 1, 8, 8]), tensor(labels));
    }

    public static Sequential Network(int seed = 1, bool dropout = false)
    {
        using var generator = manual_seed(seed);
        // As many channels as bfloat16 is computed rightly with on all processors (MixedPrecision.Check).
        return Sequential(
            ("conv", Conv2d(1, 16, 3)), ("norm", BatchNorm2d(16)), ("relu", ReLU()), ("flatten", Flatten()),
            ("dropout", Dropout(dropout ? 0.3 : 0)), ("dense", Linear(576, 4)));
    }

    /// <summary>Changes nothing, and notes the sizes of the batches it is shown.</summary>
    internal sealed class Counts : IAugmentation
    {
        public List<long> Batches { get; } = [];

        public Tensor Apply(Tensor images)
        {
            Batches.Add(images.shape[0]);
            return images;
        }
    }
}
