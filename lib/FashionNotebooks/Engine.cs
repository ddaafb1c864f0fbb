using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;

namespace FashionNotebooks;

/// <summary>
/// libtorch's settings for this process. Programs and notebooks call <see cref="Start"/> before anything else of the
/// library: most settings count only until libtorch is loaded.
/// </summary>
/// <remarks>
/// What they are worth on 2 cores of an AMD EPYC, libtorch 2.10, 26 November 2026: keeping freed memory, 9.1 to 9.4 s
/// instead of 12.5 to 14.7 for an epoch of mahesh's network (batch 512, float32); threads that spin shortly, 40 s instead
/// of 52 for its epochs beside four busy processes, and nothing lost on an idle machine, where threads that never spin
/// cost 15 to 30 %.
/// </remarks>
public static partial class Engine
{
    // Turns of a loop that an OpenMP thread waits for work before it sleeps: enough for the gap between two operators, and
    // little where another program wants the core. libgomp's default spins for milliseconds, in which nobody else works.
    private const string SpinCount = "2000";

    // glibc's names and numbers, malloc.h.
    private const int TrimThreshold = -1, TopPad = -2, MmapMax = -4;

    private static bool configured;

    /// <summary>
    /// Sets memory, waiting, threads and how figures are written (a decimal point everywhere), loads libtorch, and says in one
    /// line what computes. Calling it again changes the number of threads alone.
    /// </summary>
    /// <param name="threads">Threads that libtorch computes with; unless given, what OMP_NUM_THREADS says, else all cores. Results on the CPU are equal from run to run for one number.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    /// <exception cref="ArgumentException">FASHION_DEVICE asks for what is not here.</exception>
    /// <exception cref="PlatformNotSupportedException">libtorch can't be loaded; the message says why and what to do.</exception>
    public static string Start(int? threads = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads ?? 1, 1, nameof(threads));
        if (!configured)
        {
            if (OperatingSystem.IsLinux())
                Configure();
            Load();
            configured = true;
        }
        // Figures that a notebook prints itself are written as the library's are, on a machine of any language.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        torch.set_num_threads(threads
            ?? (int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wished) && wished > 0 ? wished : Environment.ProcessorCount));
        return $"{Machine.Software}, {Machine.Hardware}, training on {Machine.Device.type.ToString().ToLowerInvariant()}, profile {Profile.Current}";
    }

    private static void Configure()
    {
        // OpenMP reads the process's own environment, which .NET's copy of it does not reach. Whoever chose, keeps it.
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
            _ = setenv("GOMP_SPINCOUNT", SpinCount, overwrite: 0);
        try
        {
            // Activations of many megabytes come and go with every batch. glibc maps each anew and gives it back to the
            // system, which then clears every page again. Kept, they are reused.
            _ = mallopt(MmapMax, 0);
            _ = mallopt(TrimThreshold, -1);
            _ = mallopt(TopPad, 64 << 20);
        }
        catch (EntryPointNotFoundException)
        {
            // A libc without these settings, such as musl's.
        }
    }

    // TorchSharp, where it can't load its library, prints its search and copies all of libtorch once more. So the library
    // is loaded here before, and the system's loader says what is wrong with it.
    private static void Load()
    {
        var (system, file) = OperatingSystem.IsWindows() ? ("win", "LibTorchSharp.dll")
            : OperatingSystem.IsMacOS() ? ("osx", "libLibTorchSharp.dylib") : ("linux", "libLibTorchSharp.so");
        var folder = Path.GetDirectoryName(typeof(torch).Assembly.Location)!;
        var runtime = $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        // The first is a build, the second a program published for one system.
        var library = new[] { Path.Combine(folder, "runtimes", runtime, "native", file), Path.Combine(folder, file) }.FirstOrDefault(File.Exists);
        try
        {
            var loaded = NativeLibrary.Load(library ?? throw new DllNotFoundException($"there is no {file} for {runtime} in {folder}"));
            torch.InitializeDeviceType(DeviceType.CPU);
            LeaveOutNnpack(loaded);
        }
        catch (Exception error) when (error is NotSupportedException or TypeInitializationException or DllNotFoundException or BadImageFormatException)
        {
            throw new PlatformNotSupportedException(
                $"libtorch can't be loaded ({Reason(error)}): run environment/setup.sh and build again; "
                + "it runs on Linux (x64, glibc), Windows (x64) and macOS (arm64).", error);
        }
    }

    // libtorch tries NNPACK for a single small image, and where that doesn't know the processor (an AMD EPYC in a virtual machine) says
    // so on standard error, at every call. PyTorch's torch.backends.nnpack.set_flags(False), which TorchSharp lacks.
    private static unsafe void LeaveOutNnpack(nint library)
    {
        if (NativeLibrary.TryGetExport(library, "_ZN2at13globalContextEv", out var context)
            && NativeLibrary.TryGetExport(library, "_ZN2at7Context20setUserEnabledNNPACKEb", out var enable))
            ((delegate* unmanaged<nint, byte, void>)enable)(((delegate* unmanaged<nint>)context)(), 0);
    }

    // Of a library that is refused, .NET tells general advice first and the loader's own words last.
    private static string Reason(Exception error) => error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc")]
    private static partial int mallopt(int parameter, int value);
}
