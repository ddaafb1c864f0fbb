using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Preprocessing;

public class AugmentationSpeedTests
{
    private static readonly KerasAugmentation EverythingOfKeras = new()
    {
        RotationRange = 8, ZoomRange = 0.1, ShearRange = 0.3, WidthShiftRange = 0.08, HeightShiftRange = 0.08, HorizontalFlip = true, VerticalFlip = true,
    };

    [Fact]
    public void A_batch_of_512_is_augmented_in_less_than_a_tenth_of_a_training_step()
    {
        using var scope = NewDisposeScope();
        // Threads that wait for each other take any time on a machine that does other work as well.
        using var threads = new OneThread();
        var images = rand(512, 1, 28, 28);
        var labels = randint(0, 10, [512], ScalarType.Int64);
        // The convolutions of dropout4, which are nearly all of its step.
        var network = Sequential(
            Conv2d(1, 32, 3, padding: 1), ReLU(), MaxPool2d(2), Conv2d(32, 64, 3, padding: 1), ReLU(), MaxPool2d(2),
            Conv2d(64, 128, 3, padding: 1), ReLU(), MaxPool2d(2), Flatten(), Linear(1152, 10));
        var crop = new Compose(new RandomCrop(2), new RandomHorizontalFlip(), new RandomErasing());

        // The least of several turns each: what the work itself takes, whatever else the machine does.
        double step = double.MaxValue, keras = step, cropped = step;
        for (var turn = 0; turn < 3; turn++)
        {
            step = Math.Min(step, Milliseconds(() => functional.cross_entropy(network.call(images), labels).backward()));
            keras = Math.Min(keras, Milliseconds(() => EverythingOfKeras.Apply(images)));
            cropped = Math.Min(cropped, Milliseconds(() => crop.Apply(images)));
        }
        Assert.InRange(keras, 0, step / 10);
        Assert.InRange(cropped, 0, step / 10);
    }

    private static double Milliseconds(Action action)
    {
        using var scope = NewDisposeScope();
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalMilliseconds;
    }

    private sealed class OneThread : IDisposable
    {
        private readonly int before = get_num_threads();

        public OneThread() => set_num_threads(1);

        public void Dispose() => set_num_threads(before);
    }
}
