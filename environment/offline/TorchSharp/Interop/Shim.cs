using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Interop;

/// <summary>The functions of libtorch_shim.so; native/torch_shim.cpp says what each does.</summary>
internal static unsafe partial class Shim
{
    private const string Library = "torch_shim";

    static Shim() => NativeLibrary.SetDllImportResolver(typeof(Shim).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        // Scripting hosts have another base directory than the assembly's.
        var folder = assembly.Location.Length > 0 ? Path.GetDirectoryName(assembly.Location)! : AppContext.BaseDirectory;
        var file = Path.Combine(folder, "libtorch_shim.so");
        if (!File.Exists(file))
            throw new DllNotFoundException($"{file} is missing. environment/setup.sh builds it; then build the project again.");
        LetIdleThreadsSleep();
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException($"{file} needs libtorch, which could not be loaded. environment/setup.sh installs it. {e.Message}", e);
        }
    }

    /// <summary>
    /// Unless the user chose otherwise, OpenMP's threads sleep while they wait for each other. By default they spin, and
    /// where another program wants a core, a training step then takes several times as long.
    /// </summary>
    private static void LetIdleThreadsSleep()
    {
        // OpenMP reads the process's own environment, which .NET's copy of it does not reach.
        if (OperatingSystem.IsLinux())
            setenv("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
    }

    /// <summary>Throws what the last failed call on this thread left.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    internal static void ThrowLastError() => throw new ExternalException(Marshal.PtrToStringUTF8((nint)shim_error()));

    /// <exception cref="ExternalException"><paramref name="status"/> is negative; the message is libtorch's.</exception>
    internal static long Check(long status)
    {
        if (status < 0)
            ThrowLastError();
        return status;
    }

    /// <exception cref="ExternalException"><paramref name="result"/> is null; the message is libtorch's.</exception>
    internal static nint Check(nint result)
    {
        if (result == 0)
            ThrowLastError();
        return result;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)] private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport(Library)] private static partial byte* shim_error();
    [LibraryImport(Library)] internal static partial void shim_free(void* memory);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint shim_operator(string name, string overload);
    [LibraryImport(Library)] internal static partial long shim_call(nint op, NativeValue* arguments, long count, NativeValue* results, long capacity);

    [LibraryImport(Library)] internal static partial void shim_tensor_free(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_tensor_dim(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_tensor_numel(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_tensor_offset(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_tensor_dtype(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_tensor_itemsize(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_tensor_device(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_tensor_is_contiguous(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void shim_tensor_sizes(nint tensor, long* sizes);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void shim_tensor_strides(nint tensor, long* strides);
    [LibraryImport(Library)] internal static partial nint shim_tensor_data(nint tensor);

    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_tensor_requires_grad(nint tensor);
    [LibraryImport(Library)] internal static partial long shim_tensor_set_requires_grad(nint tensor, long value);
    [LibraryImport(Library)] internal static partial nint shim_tensor_grad(nint tensor);
    [LibraryImport(Library)] internal static partial long shim_tensor_set_grad(nint tensor, nint grad);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_grad_enabled();
    [LibraryImport(Library), SuppressGCTransition] internal static partial void shim_set_grad_enabled(long enabled);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_inference_enabled();
    [LibraryImport(Library)] internal static partial nint shim_inference_enter(long enabled);
    [LibraryImport(Library)] internal static partial void shim_inference_leave(nint guard);

    [LibraryImport(Library)] internal static partial nint shim_generator_new(long device, ulong seed);
    [LibraryImport(Library)] internal static partial nint shim_generator_default(long device);
    [LibraryImport(Library)] internal static partial void shim_generator_free(nint generator);
    [LibraryImport(Library)] internal static partial ulong shim_generator_seed(nint generator);
    [LibraryImport(Library)] internal static partial long shim_generator_set_seed(nint generator, ulong seed);
    [LibraryImport(Library)] internal static partial nint shim_generator_state(nint generator);
    [LibraryImport(Library)] internal static partial long shim_generator_set_state(nint generator, nint state);

    [LibraryImport(Library)] internal static partial byte* shim_version();
    [LibraryImport(Library)] internal static partial long shim_get_num_threads();
    [LibraryImport(Library)] internal static partial long shim_set_num_threads(long count);
    [LibraryImport(Library)] internal static partial long shim_get_num_interop_threads();
    [LibraryImport(Library)] internal static partial long shim_set_num_interop_threads(long count);
    [LibraryImport(Library)] internal static partial long shim_cuda_device_count();
    [LibraryImport(Library)] internal static partial long shim_cuda_has_cudnn();
    [LibraryImport(Library)] internal static partial long shim_cuda_synchronize(long device);
}
