using FashionNotebooks;

namespace Benchmarks;

/// <summary>An epoch of mahesh's network with the library's Trainer; mahesh_epoch.py is the same in PyTorch.</summary>
internal static class MaheshEpoch
{
    /// <summary>Seconds for 60,000 images, measured on the first <paramref name="images"/> after a short warm-up.</summary>
    public static double Seconds(int batch, int threads, int images)
    {
        FashionNotebooks.Engine.Start(threads);
        var part = FashionMnist.Load().Train.Take(images);
        using var data = LabeledTensors.From(part);
        using var warmUp = LabeledTensors.From(part.Take(Math.Min(images, 2 * batch)));
        using var model = Mahesh.Network(seed: 0);
        var options = new TrainingOptions { BatchSize = batch, Epochs = 1, Progress = null };

        Trainer.Fit(model, warmUp, null, options);
        return Trainer.Fit(model, data, null, options).Epochs[0].Seconds * 60_000 / images;
    }
}
