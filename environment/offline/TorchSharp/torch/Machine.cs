using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The version of libtorch.</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)Shim.shim_version())!;

    /// <summary>Threads that one operation may use.</summary>
    public static int get_num_threads() => (int)Shim.shim_get_num_threads();

    /// <inheritdoc cref="get_num_threads"/>
    public static void set_num_threads(int num) => Shim.Check(Shim.shim_set_num_threads(num));

    /// <summary>Threads for operations that run side by side.</summary>
    public static int get_num_interop_threads() => (int)Shim.shim_get_num_interop_threads();

    /// <inheritdoc cref="get_num_interop_threads"/>
    public static void set_num_interop_threads(int num) => Shim.Check(Shim.shim_set_num_interop_threads(num));

    public static partial class cuda
    {
        /// <summary>Whether this libtorch can use a GPU here.</summary>
        public static bool is_available() => device_count() > 0;

        public static bool is_cudnn_available() => Shim.shim_cuda_has_cudnn() != 0;

        public static int device_count() => (int)Shim.shim_cuda_device_count();

        /// <summary>Waits until a GPU, left out the current one, has done all it was given.</summary>
        /// <exception cref="InvalidOperationException">There is none.</exception>
        public static void synchronize(Device? device = null) =>
            Shim.Check(Shim.shim_cuda_synchronize(InitializeDevice(device ?? new Device(DeviceType.CUDA)).Packed));

        /// <summary>Seeds the current GPU's random numbers; nothing without one.</summary>
        public static void manual_seed(long seed)
        {
            if (is_available())
                Seed(new Device(DeviceType.CUDA), seed);
        }

        /// <summary>Seeds the random numbers of every GPU.</summary>
        public static void manual_seed_all(long seed)
        {
            var count = device_count();
            for (var i = 0; i < count; i++)
                Seed(new Device(i), seed);
        }

        private static void Seed(Device device, long seed)
        {
            using var generator = Generator.DefaultOf(device);
            generator.manual_seed(seed);
        }
    }
}
