using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class PageFaultTests
{
    [Fact]
    public void The_memory_of_a_freed_tensor_serves_the_next_one()
    {
        const int megabytes = 48, times = 20;
        zeros(megabytes << 18).Dispose();
        var before = Faults();
        for (var i = 0; i < times; i++)
            zeros(megabytes << 18).Dispose();
        // Mapped anew every time, these tensors would fault in 12,288 pages of 4 KiB each. One or two may be, since other
        // threads allocate meanwhile.
        Assert.InRange(Faults() - before, 0, times * 12_288 / 4);
    }

    // Minor page faults of this process so far: the 10th field, of which the 2nd is a name in parentheses.
    private static long Faults() => long.Parse(File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ')[7]);
}
