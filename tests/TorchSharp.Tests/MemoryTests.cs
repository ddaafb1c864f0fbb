using System.Diagnostics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public class MemoryTests
{
    [Fact]
    public void Two_thousand_steps_leave_memory_as_it_was()
    {
        using var model = Sequential(Conv2d(1, 4, 3), BatchNorm2d(4), ReLU(), MaxPool2d(2), Flatten(), Linear(4 * 5 * 5, 10));
        Steps(200);
        var (before, tensors) = (ResidentBytes(), Tensor.TotalCount);
        Steps(2000);
        // Fewer is no leak: what earlier tests left to the finalizer may go meanwhile.
        Assert.InRange(Tensor.TotalCount, 0, tensors);
        // One step's tensors take about 0.4 MB: if they stayed, 800 MB would be added.
        Assert.InRange(ResidentBytes() - before, long.MinValue, 20_000_000);

        void Steps(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var scope = NewDisposeScope();
                model.zero_grad();
                functional.cross_entropy(model.call(rand(32, 1, 12, 12)), randint(10, [32])).backward();
            }
        }
    }

    [Fact]
    public void Failed_calls_leave_memory_as_it_was()
    {
        using var x = rand(1000, 1000);
        var before = ResidentBytes();
        for (var i = 0; i < 200; i++)
        {
            try
            {
                cat([x, x.alias(), ones(1)]);
            }
            catch (System.Runtime.InteropServices.ExternalException)
            {
                continue;
            }
            Assert.Fail("cat should have failed");
        }
        Assert.InRange(ResidentBytes() - before, long.MinValue, 20_000_000);
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Process.GetCurrentProcess().WorkingSet64;
    }
}
