using System.Diagnostics;
using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests;

/// <summary>The engine under the library, held to what PyTorch computes and to what it may cost.</summary>
public sealed class EngineTests
{
    /// <summary>
    /// As every program does, before anything else. With one thread: two wait for each other longer than the second saves,
    /// on networks as small as the tests'.
    /// </summary>
    [ModuleInitializer]
    internal static void Start()
    {
        if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null)
            Environment.SetEnvironmentVariable("OMP_NUM_THREADS", "1");
        Engine.Start();
    }

    /// <summary>
    /// Recorded/mahesh_losses.py on python3-torch 1.13.0 with AVX2 and with AVX-512 kernels: sums come out in another order,
    /// and forty steps let the last bit grow to the third digit.
    /// </summary>
    private static readonly double[][] PyTorchsLosses = [[1.9054595, 0.9682484, 0.8376411], [1.9055562, 0.9702888, 0.8423944]];

    [Fact]
    public void Three_seeded_passes_of_maheshs_network_give_PyTorchs_losses()
    {
        using var data = LabeledTensors.From(RealData.Train.Take(6400));

        var losses = LastBatchLosses(data, batch: 512, passes: 3);

        Assert.Contains(PyTorchsLosses, recorded => recorded.Zip(losses).All(pair => Math.Abs(pair.First - pair.Second) <= 2e-3));
    }

    [Fact]
    public void Five_hundred_steps_leave_memory_as_it_was()
    {
        using var model = Sequential(Conv2d(1, 4, 3), BatchNorm2d(4), ReLU(), MaxPool2d(2), Flatten(), Linear(4 * 5 * 5, 10));
        Steps(100);
        var (before, tensors) = (ResidentBytes(), Tensor.TotalCount);
        Steps(500);
        // Fewer is no leak: what earlier tests left to the finalizer may go meanwhile.
        Assert.InRange(Tensor.TotalCount, 0, tensors);
        // One step's tensors take about 0.4 MB: if they stayed, 200 MB would be added.
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
    public void The_memory_of_a_freed_tensor_serves_the_next_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Page faults are counted where /proc is.");
        const int megabytes = 48, times = 20;
        zeros(megabytes << 18).Dispose();
        var before = PageFaults();
        for (var i = 0; i < times; i++)
            zeros(megabytes << 18).Dispose();
        // Mapped anew every time, these tensors would fault in 12,288 pages of 4 KiB each. One or two may be, since other
        // threads allocate meanwhile.
        Assert.InRange(PageFaults() - before, 0, times * 12_288 / 4);
    }

    [Fact]
    public void OpenMPs_threads_are_told_how_long_to_wait_where_native_code_sees_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "libgomp is the OpenMP of Linux.");
        Assert.SkipWhen(Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is not null, "The user chose OMP_WAIT_POLICY.");

        Assert.NotEqual("", NativeEnvironment("GOMP_SPINCOUNT"));
    }

    [Fact]
    public void A_single_small_image_has_no_library_complain()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Standard error is put elsewhere as Linux does it.");
        const int standardError = 2;
        var path = Path.GetTempFileName();
        var kept = dup(standardError);
        try
        {
            using (var file = new FileStream(path, FileMode.Truncate))
                _ = dup2((int)file.SafeFileHandle.DangerousGetHandle(), standardError);
            using var scope = NewDisposeScope();
            functional.conv2d(rand(1, 4, 9, 9), rand(4, 4, 3, 3));
        }
        finally
        {
            _ = dup2(kept, standardError);
        }
        Assert.Equal("", File.ReadAllText(path));
        File.Delete(path);
    }

    [Fact]
    public void The_number_of_threads_is_the_one_given_or_OpenMPs_or_all_cores()
    {
        var before = Environment.GetEnvironmentVariable("OMP_NUM_THREADS");
        try
        {
            Assert.Equal(1, Started(1, "3"));
            Assert.Equal(3, Started(null, "3"));
            foreach (var nonsense in (string?[])[null, "0", "-2", "many"])
                Assert.Equal(Environment.ProcessorCount, Started(null, nonsense));
        }
        finally
        {
            Started(null, before);
        }

        static int Started(int? threads, string? wished)
        {
            Environment.SetEnvironmentVariable("OMP_NUM_THREADS", wished);
            Engine.Start(threads);
            return get_num_threads();
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Engine.Start(0));
    }

    private static List<double> LastBatchLosses(LabeledTensors data, int batch, int passes)
    {
        using var model = Mahesh.Network(seed: 0);
        using var optimizer = optim.Adam(model.parameters());
        var losses = new List<double>();
        for (var pass = 0; pass < passes; pass++)
        {
            var last = 0.0;
            for (var start = 0L; start < data.Count; start += batch)
            {
                using var step = NewDisposeScope();
                var length = Math.Min(batch, data.Count - start);
                optimizer.zero_grad();
                var loss = functional.cross_entropy(model.call(Preprocess.Scale(data.Inputs.narrow(0, start, length))), data.Labels.narrow(0, start, length));
                loss.backward();
                optimizer.step();
                last = loss.item<float>();
            }
            losses.Add(last);
        }
        return losses;
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Process.GetCurrentProcess().WorkingSet64;
    }

    // Minor page faults of this process so far: the 10th field, of which the 2nd is a name in parentheses.
    private static long PageFaults() => long.Parse(File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ')[7]);

    private static string NativeEnvironment(string name) =>
        System.Runtime.InteropServices.Marshal.PtrToStringUTF8(getenv(name)) ?? "";

    [System.Runtime.InteropServices.DllImport("libc")]
    private static extern nint getenv(string name);

    [System.Runtime.InteropServices.DllImport("libc")]
    private static extern int dup(int file);

    [System.Runtime.InteropServices.DllImport("libc")]
    private static extern int dup2(int file, int other);
}
