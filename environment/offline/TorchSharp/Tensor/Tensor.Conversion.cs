using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // To another type of number, another device, other memory. A tensor already there is shared, not copied.
    public partial class Tensor
    {
        /// <param name="type">The type wanted.</param>
        /// <param name="copy">Whether to copy even where nothing changes.</param>
        /// <param name="disposeAfter">Whether to dispose this tensor afterwards.</param>
        /// <param name="non_blocking">Whether a copy from or to a GPU may go on in the background.</param>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(ScalarType, bool, bool, bool)"/>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(Aten.Call("to.dtype", this, type, non_blocking, copy), disposeAfter);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(Aten.Call("to.device", this, InitializeDevice(device), type, non_blocking, copy), disposeAfter);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, device, copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor type(ScalarType dtype) => to_type(dtype);
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor @bool() => to_type(ScalarType.Bool);
        public Tensor @byte() => to_type(ScalarType.Byte);
        public Tensor @char() => to_type(ScalarType.Int8);
        public Tensor @short() => to_type(ScalarType.Int16);
        public Tensor @int() => to_type(ScalarType.Int32);
        public Tensor @long() => to_type(ScalarType.Int64);
        public Tensor half() => to_type(ScalarType.Float16);
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);
        public Tensor @float() => to_type(ScalarType.Float32);
        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor cpu() => to(torch.CPU);

        /// <exception cref="InvalidOperationException">There is no CUDA device.</exception>
        public Tensor cuda(Device? device = null, bool non_blocking = false) =>
            to(device ?? new Device(DeviceType.CUDA), non_blocking: non_blocking);

        public Tensor clone() => Aten.Call("clone", this);
        public Tensor contiguous() => Aten.Call("contiguous", this);

        /// <summary>A new tensor object for the same numbers.</summary>
        public Tensor alias() => Aten.Call("alias", this);

        /// <summary>Copies another tensor's numbers into this one, converting and broadcasting them.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => InPlace("copy_", this, source, nonBlocking);

        /// <summary>Makes this tensor share another's memory.</summary>
        public Tensor set_(Tensor source) => InPlace("set_.source_Tensor", this, source);

        public Tensor fill_(Scalar value) => InPlace("fill_.Scalar", this, value);
        public Tensor zero_() => InPlace("zero_", this);

        /// <summary>
        /// Makes this very object hold the numbers on another device or, where they have a fraction, of another type;
        /// its gradient goes along. Whoever refers to it, a module or an optimizer, sees the new ones.
        /// </summary>
        internal void ConvertItself(Device? toDevice, ScalarType? type, bool non_blocking)
        {
            using var scope = NewDisposeScope();
            var before = detach();
            var converted = before.to(type is { } wanted && is_floating_point() ? wanted : dtype, toDevice ?? device, non_blocking: non_blocking);
            if (converted.handle == before.handle)
                return;
            converted.requires_grad = requires_grad;
            var gradient = grad;
            if (gradient is not null)
                converted.grad = gradient.to(converted);
            // The old numbers go with the scope, in the object that the new ones came in.
            (handle, converted.handle) = (converted.handle, handle);
        }

        private Tensor Converted(Tensor result, bool disposeAfter)
        {
            if (disposeAfter)
                Dispose();
            return result;
        }

        /// <summary>Calls an operator that changes this tensor, and gives this tensor.</summary>
        private Tensor InPlace(string name, params ReadOnlySpan<Argument> arguments)
        {
            Aten.Run(name, arguments);
            return this;
        }
    }
}
