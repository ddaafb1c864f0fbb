using static TorchSharp.torch;

namespace FashionNotebooks.Tests;

public class ScalarsTests
{
    [Fact]
    public void What_the_web_server_computes_is_not_spoiled_by_another_threads_garbage()
    {
        byte[] intensities = [0, 1, 127, 128, 255];
        BesideACollector(seconds: 1.5, () =>
        {
            // Numbers converted on the spot failed about every 3,000th time here.
            Assert.Equal(intensities, Preprocess.Unscale(Preprocess.Scale(tensor(intensities))).data<byte>().ToArray());
            Assert.Equal(intensities, ImageTensors.ToBytes(tensor(intensities).to(ScalarType.Float64)));
        });
    }

    [Fact]
    public void Nor_is_what_its_networks_answer()
    {
        // Adding one tensor to another takes a number, too: how often it is added.
        using var network = Regularized.Network(seed: 1);
        network.eval();
        var shortcut = (nn.Module<Tensor, Tensor>)network.named_children().Single(child => child.name == "residual1").module;
        using var image = ones(1, 64, 1, 1);
        var expected = shortcut.call(image).data<float>().ToArray();
        BesideACollector(seconds: 1.5, () => Assert.Equal(expected, shortcut.call(image).data<float>().ToArray()));
    }

    private static void BesideACollector(double seconds, Action compute)
    {
        using var ended = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var collector = new Thread(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        while (!ended.IsCancellationRequested)
        {
            using var scope = NewDisposeScope();
            compute();
        }
        collector.Join();
    }
}
