using System.IO.Compression;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public sealed class SeededTrainingTests
{
    private const string Folder = "/usr/share/datasets/fashion-mnist";

    [Fact]
    public void Three_seeded_passes_of_maheshs_network_give_PyTorchs_losses()
    {
        Assert.SkipUnless(Directory.Exists(Folder), $"needs Debian's package dataset-fashion-mnist in {Folder}");
        var recorded = Recorded.Read("mahesh_losses.json");
        var (count, batch) = (recorded.GetProperty("images").GetInt32(), recorded.GetProperty("batch").GetInt32());
        using var scope = NewDisposeScope();
        var images = tensor(Read("train-images-idx3-ubyte.gz", 16, count * 28 * 28)).reshape(count, 1, 28, 28).to(float32) / 255;
        var labels = tensor(Read("train-labels-idx1-ubyte.gz", 8, count)).to(int64);

        var losses = Train(images, labels, batch, passes: 3);

        Assert.Equal(recorded.GetProperty("last_batch_losses").Doubles(), losses, (e, a) => Math.Abs(e - a) <= 1e-4);
        // The same figures to four digits, as measured with the real TorchSharp.
        Assert.Equal([1.9055, 0.9682, 0.8376], losses, (e, a) => Math.Abs(e - a) <= 1e-4);
    }

    private static List<double> Train(Tensor images, Tensor labels, int batch, int passes)
    {
        manual_seed(0);
        using var model = Sequential(
            Conv2d(1, 32, 3), ReLU(), MaxPool2d(2),
            Conv2d(32, 64, 3), ReLU(), MaxPool2d(2),
            Conv2d(64, 64, 3), ReLU(),
            Flatten(), Linear(576, 64), ReLU(), Linear(64, 10));
        using var optimizer = torch.optim.Adam(model.parameters());
        var losses = new List<double>();
        for (var pass = 0; pass < passes; pass++)
        {
            var last = 0.0;
            for (var start = 0L; start < images.shape[0]; start += batch)
            {
                using var step = NewDisposeScope();
                var length = Math.Min(batch, images.shape[0] - start);
                optimizer.zero_grad();
                var loss = functional.cross_entropy(model.call(images.narrow(0, start, length)), labels.narrow(0, start, length));
                loss.backward();
                optimizer.step();
                last = loss.item<float>();
            }
            losses.Add(last);
        }
        return losses;
    }

    private static byte[] Read(string file, int header, int count)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(Folder, file)), CompressionMode.Decompress);
        stream.ReadExactly(new byte[header]);
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
