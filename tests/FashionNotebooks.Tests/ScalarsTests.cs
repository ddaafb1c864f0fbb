using static TorchSharp.torch;

namespace FashionNotebooks.Tests;

public class ScalarsTests
{
    [Fact]
    public void What_the_web_server_computes_is_not_spoiled_by_another_threads_garbage()
    {
        using var ended = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var collector = new Thread(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        byte[] intensities = [0, 1, 127, 128, 255];
        while (!ended.IsCancellationRequested)
        {
            using var scope = NewDisposeScope();
            // Numbers converted on the spot failed about every 3,000th time here.
            Assert.Equal(intensities, Preprocess.Unscale(Preprocess.Scale(tensor(intensities))).data<byte>().ToArray());
            Assert.Equal(intensities, ImageTensors.ToBytes(tensor(intensities).to(ScalarType.Float64)));
        }
        collector.Join();
    }
}
