using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    // The numbers themselves, on the managed side.
    public partial class Tensor
    {
        /// <summary>The numbers, copied to the CPU first where they are elsewhere.</summary>
        /// <exception cref="ArgumentException">T isn't the type of the numbers.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(is_cpu() ? this : cpu());
        }

        /// <summary>The only number of a tensor of one.</summary>
        /// <exception cref="ArgumentException">There is not exactly one number, or T isn't its type.</exception>
        public unsafe T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException($"Number of elements in the tensor must be 1, but is {NumberOfElements}");
            ValidateType(typeof(T));
            if (is_cpu())
            {
                var number = *(T*)DataPointer;
                GC.KeepAlive(this);
                return number;
            }
            using var here = cpu();
            return here.item<T>();
        }

        /// <summary>The only number of a tensor of one.</summary>
        public Scalar ToScalar() => Scalar.From(Aten.CallNumber("item", this));

        public double ReadCpuDouble(long i) => TensorAccessor<double>.ReadItemAt(this, i);
        public float ReadCpuSingle(long i) => TensorAccessor<float>.ReadItemAt(this, i);
        public int ReadCpuInt32(long i) => TensorAccessor<int>.ReadItemAt(this, i);
        public long ReadCpuInt64(long i) => TensorAccessor<long>.ReadItemAt(this, i);
        public byte ReadCpuByte(long i) => TensorAccessor<byte>.ReadItemAt(this, i);
        public bool ReadCpuBool(long i) => TensorAccessor<bool>.ReadItemAt(this, i);

        /// <summary>The memory of a contiguous CPU tensor; valid as long as the tensor is.</summary>
        /// <exception cref="InvalidOperationException">The tensor isn't contiguous, or not on the CPU.</exception>
        /// <exception cref="ArgumentException">Longer than a span can be, or (setting) of another length.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                var length = NumberOfElements * ElementSize;
                ValidateBytes();
                if (length > int.MaxValue)
                    throw new ArgumentException($"A span holds up to {int.MaxValue} bytes, but the tensor has {length}.");
                return new Span<byte>((void*)DataPointer, (int)length);
            }
            set
            {
                var target = bytes;
                if (target.Length != value.Length)
                    throw new ArgumentException($"The tensor has {target.Length} bytes, but {value.Length} were given.");
                value.CopyTo(target);
            }
        }

        /// <summary>Writes the memory of a contiguous CPU tensor to a stream.</summary>
        /// <exception cref="InvalidOperationException">The tensor isn't contiguous, or not on the CPU.</exception>
        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            ValidateBytes();
            var start = (byte*)DataPointer;
            var left = NumberOfElements * ElementSize;
            while (left > 0)
            {
                var count = (int)Math.Min(left, bufferSize);
                stream.Write(new ReadOnlySpan<byte>(start, count));
                start += count;
                left -= count;
            }
            GC.KeepAlive(this);
        }

        /// <summary>Fills the memory of a contiguous CPU tensor from a stream.</summary>
        /// <exception cref="EndOfStreamException">The stream ended before the tensor was full.</exception>
        /// <exception cref="InvalidOperationException">The tensor isn't contiguous, or not on the CPU.</exception>
        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            ValidateBytes();
            var start = (byte*)DataPointer;
            var left = NumberOfElements * ElementSize;
            while (left > 0)
            {
                var count = (int)Math.Min(left, bufferSize);
                stream.ReadExactly(new Span<byte>(start, count));
                start += count;
                left -= count;
            }
            GC.KeepAlive(this);
        }

        /// <summary>Where the numbers begin; 0 for a tensor of none.</summary>
        internal nint DataPointer => NumberOfElements == 0 ? 0 : Shim.Check(Shim.shim_tensor_data(Handle));

        private void ValidateBytes()
        {
            if (!is_contiguous())
                throw new InvalidOperationException("The bytes of a tensor that isn't contiguous can't be read or written: call contiguous() first.");
            if (!is_cpu())
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }

        internal void ValidateType(Type type)
        {
            var expected = dtype switch
            {
                ScalarType.Byte => typeof(byte),
                ScalarType.Int8 => typeof(sbyte),
                ScalarType.Int16 => typeof(short),
                ScalarType.Int32 => typeof(int),
                ScalarType.Int64 => typeof(long),
                ScalarType.Float16 => typeof(Half),
                ScalarType.Float32 => typeof(float),
                ScalarType.Float64 => typeof(double),
                ScalarType.Bool => typeof(bool),
                _ => null,
            };
            if (type != expected)
                throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
        }
    }
}
