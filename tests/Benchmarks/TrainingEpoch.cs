using System.Diagnostics;
using FashionNotebooks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Benchmarks;

/// <summary>An epoch of a system's network, all ways with Adam and without augmentation; training.py has the same in PyTorch.</summary>
internal static class TrainingEpoch
{
    private const int WarmUpBatches = 2;

    /// <summary>With the library's Trainer, or plain: as in TorchSharp's examples, without the library's settings of the engine.</summary>
    /// <returns>Seconds for 60,000 images, measured on the first <paramref name="images"/>.</returns>
    public static double Seconds(string system, string way, string precision, int threads, int images)
    {
        if (way == "ours")
            FashionNotebooks.Engine.Start(threads);
        else
            set_num_threads(threads);
        var protocol = SystemCatalog.Find(system).Protocols[0];
        var (batch, part) = (protocol.Training.BatchSize, FashionMnist.Load().Train.Take(images));
        using var model = system == "mahesh" ? Mahesh.Network(0) : protocol.Network(0);
        if (way == "plain")
            return Plain(model, part, batch) * 60_000 / images;

        using var data = LabeledTensors.From(part);
        using var warmUp = LabeledTensors.From(part.Take(WarmUpBatches * batch));
        var options = new TrainingOptions { BatchSize = batch, Epochs = 1, Progress = null, Precision = precision == "bfloat16" ? ScalarType.BFloat16 : ScalarType.Float32 };
        Trainer.Fit(model, warmUp, null, options);
        return Trainer.Fit(model, data, null, options).Epochs[0].Seconds * 60_000 / images;
    }

    /// <summary>Billions of operations a second in a product of two matrices, the best of several: what the machine can do.</summary>
    public static double MatrixRate(string precision, int threads)
    {
        const int side = 2048, times = 12;
        FashionNotebooks.Engine.Start(threads);
        using var factor = rand(side, side).to(precision == "bfloat16" ? ScalarType.BFloat16 : ScalarType.Float32);
        return Enumerable.Range(0, times).Max(_ =>
        {
            var clock = Stopwatch.StartNew();
            factor.mm(factor).Dispose();
            return 2.0 * side * side * side / clock.Elapsed.TotalSeconds / 1e9;
        });
    }

    /// <summary>The most memory that the process had, in MB.</summary>
    public static double PeakMegabytes => long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024.0;

    private static double Plain(Module<Tensor, Tensor> model, LabeledImages part, int batch)
    {
        using var images = Preprocess.Images(part);
        using var labels = Preprocess.Labels(part);
        using var optimizer = optim.Adam(model.parameters());
        model.train();
        Train(Math.Min(part.Count, WarmUpBatches * batch));
        var clock = Stopwatch.StartNew();
        Train(part.Count);
        return clock.Elapsed.TotalSeconds;

        void Train(int end)
        {
            for (var start = 0; start < end; start += batch)
            {
                using var scope = NewDisposeScope();
                var size = Math.Min(batch, end - start);
                optimizer.zero_grad();
                functional.cross_entropy(model.call(images.narrow(0, start, size)), labels.narrow(0, start, size)).backward();
                optimizer.step();
            }
        }
    }
}
