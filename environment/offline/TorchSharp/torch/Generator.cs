using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers.</summary>
    public class Generator : IDisposable
    {
        private nint handle;

        /// <param name="seed">Where the sequence begins.</param>
        /// <param name="device">The device that draws from it; the CPU when null.</param>
        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            handle = Shim.Check(Shim.shim_generator_new(this.device.Packed, seed));
        }

        private Generator(nint handle, Device device) => (this.handle, this.device) = (handle, device);

        ~Generator() => Dispose(false);

        /// <summary>The generator that is used when none is named.</summary>
        public static Generator Default => DefaultOf(CPU);

        /// <summary>libtorch's Generator.</summary>
        /// <exception cref="InvalidOperationException">The generator was disposed.</exception>
        public nint Handle => handle != 0 ? handle : throw new InvalidOperationException("The generator was disposed.");

        public Device device { get; }

        /// <summary>Starts the sequence that belongs to a seed.</summary>
        public Generator manual_seed(long seed)
        {
            Shim.Check(Shim.shim_generator_set_seed(Handle, (ulong)seed));
            return this;
        }

        /// <summary>Starts a sequence that is different every time; gives its seed.</summary>
        public long seed()
        {
            var seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        /// <summary>The seed that the sequence began with.</summary>
        public long initial_seed() => (long)Shim.shim_generator_seed(Handle);

        /// <summary>Everything about the sequence's present point, as bytes.</summary>
        public Tensor get_state() => new(Shim.Check(Shim.shim_generator_state(Handle)));

        /// <summary>Goes on where <see cref="get_state"/> was taken.</summary>
        public void set_state(Tensor value) => Shim.Check(Shim.shim_generator_set_state(Handle, value.Handle));

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var freed = Interlocked.Exchange(ref handle, 0);
            if (freed != 0)
                Shim.shim_generator_free(freed);
        }

        internal static Generator DefaultOf(Device device) => new(Shim.Check(Shim.shim_generator_default(device.Packed)), device);
    }

    /// <summary>Starts the default random sequences, of every device, that belong to a seed.</summary>
    public static Generator manual_seed(long seed)
    {
        cuda.manual_seed_all(seed);
        return Generator.Default.manual_seed(seed);
    }

    public static partial class random
    {
        /// <inheritdoc cref="torch.manual_seed"/>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long initial_seed() => Generator.Default.initial_seed();

        public static long seed() => Generator.Default.seed();

        public static Tensor get_rng_state() => Generator.Default.get_state();

        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }

    public static long initial_seed() => random.initial_seed();

    public static long seed() => random.seed();

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);
}
