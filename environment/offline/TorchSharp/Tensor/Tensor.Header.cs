using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // What a tensor is: its shape, type and place.
    public partial class Tensor
    {
        /// <summary>The extent of each dimension.</summary>
        public long[] shape
        {
            get
            {
                var sizes = new long[Dimensions];
                unsafe
                {
                    fixed (long* start = sizes)
                        Shim.shim_tensor_sizes(Handle, start);
                }
                return sizes;
            }
        }

        /// <inheritdoc cref="shape"/>
        public long[] size() => shape;

        /// <summary>The extent of one dimension; negative ones count from the end.</summary>
        public long size(int dim) => Aten.CallInteger("size.int", this, dim);

        /// <summary>How many numbers further the next one along each dimension lies in memory.</summary>
        public long[] stride()
        {
            var strides = new long[Dimensions];
            unsafe
            {
                fixed (long* start = strides)
                    Shim.shim_tensor_strides(Handle, start);
            }
            return strides;
        }

        /// <inheritdoc cref="stride()"/>
        public long stride(int dim) => Aten.CallInteger("stride.int", this, dim);

        /// <summary>Where in its storage the tensor begins, in numbers.</summary>
        public long storage_offset() => Shim.shim_tensor_offset(Handle);

        /// <summary>Number of dimensions.</summary>
        public long Dimensions => Shim.shim_tensor_dim(Handle);

        /// <inheritdoc cref="Dimensions"/>
        public long dim() => Dimensions;

        /// <inheritdoc cref="Dimensions"/>
        public long ndim => Dimensions;

        /// <summary>Number of numbers.</summary>
        public long NumberOfElements => Shim.shim_tensor_numel(Handle);

        /// <inheritdoc cref="NumberOfElements"/>
        public long numel() => NumberOfElements;

        /// <summary>Bytes a number takes.</summary>
        public long ElementSize => Shim.shim_tensor_itemsize(Handle);

        /// <inheritdoc cref="ElementSize"/>
        public long element_size() => ElementSize;

        /// <summary>The type of the numbers.</summary>
        public ScalarType dtype => (ScalarType)Shim.shim_tensor_dtype(Handle);

        /// <summary>Where the numbers live.</summary>
        public Device device => Device.FromPacked(Shim.shim_tensor_device(Handle));

        /// <summary>The kind of device the numbers live on.</summary>
        public DeviceType device_type => device.type;

        /// <summary>Which device of its kind; -1 on the CPU.</summary>
        public int device_index => device.index;

        public bool is_cuda => device_type == DeviceType.CUDA;
        public bool is_cpu() => device_type == DeviceType.CPU;
        public bool is_meta => device_type == DeviceType.META;
        public bool is_contiguous() => Shim.shim_tensor_is_contiguous(Handle) != 0;
        public bool is_floating_point() => torch.is_floating_point(dtype);
        public bool is_integral() => torch.is_integral(dtype);
        public bool is_complex() => torch.is_complex(dtype);
    }
}
