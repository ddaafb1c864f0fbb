using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Tests;

/// <summary>
/// Holds libtorch's kernels to AVX2 in this process, as the recording scripts do: sums come out in the same order on
/// every x86 machine, so that recorded figures hold to the last digit, also after many steps of training.
/// </summary>
internal static partial class PinnedKernels
{
    [ModuleInitializer]
    internal static void Pin()
    {
        // Environment.SetEnvironmentVariable doesn't reach native code on Unix.
        _ = setenv("DNNL_MAX_CPU_ISA", "AVX2", 1);
        _ = setenv("ATEN_CPU_CAPABILITY", "avx2", 1);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
