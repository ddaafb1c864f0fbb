using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    /// <summary>What stands outside the borders of an image.</summary>
    public enum PaddingModes
    {
        Zeros = 0,
        Reflect = 1,
        Replicate = 2,
        Circular = 3,
        Constant = 4,
    }

    /// <summary>How much padding: none, or as much as keeps the size.</summary>
    public enum Padding
    {
        Valid = 0,
        Same = 1,
    }

    namespace Modules
    {
        /// <summary>What the convolutions have in common: weights, and how they slide.</summary>
        public abstract class Convolution : nn.Module<Tensor, Tensor>
        {
            private Parameter? ownWeight;
            private Parameter? ownBias;

            private protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride,
                long[]? padding, Padding? padding_type, long[] dilation, long groups, bool bias, PaddingModes padding_mode,
                Device? device, ScalarType? dtype) : base(name)
            {
                if (padding_type == TorchSharp.Padding.Same && stride.Any(step => step != 1))
                    throw new ArgumentException("Padding.Same needs a stride of 1.", nameof(stride));
                (this.in_channels, this.out_channels, this.groups) = (in_channels, out_channels, groups);
                (this.kernel_size, this.stride, this.dilation) = (kernel_size, stride, dilation);
                (this.padding, this.padding_type, this.padding_mode) = (padding, padding_type, padding_mode);
                weight = nn.Parameter(empty([out_channels, in_channels / groups, .. kernel_size], dtype, device));
                if (bias)
                    this.bias = nn.Parameter(empty(out_channels, dtype, device));
                reset_parameters();
            }

            public long in_channels { get; }
            public long out_channels { get; }
            public long groups { get; set; }
            public long[] kernel_size { get; set; }
            public long[] stride { get; set; }
            public long[] dilation { get; set; }

            /// <summary>Rows or columns added on each side; null where <see cref="padding_type"/> says it.</summary>
            public long[]? padding { get; }

            public Padding? padding_type { get; }
            public PaddingModes padding_mode { get; set; }

            /// <summary>Out channels x in channels (of a group) x kernel.</summary>
            public Parameter weight
            {
                get => ownWeight!;
                set => SetParameter(nameof(weight), ref ownWeight, value);
            }

            /// <summary>One an out channel; null without.</summary>
            public Parameter? bias
            {
                get => ownBias;
                set => SetParameter(nameof(bias), ref ownBias, value);
            }

            /// <summary>Draws new weights as PyTorch does: Kaiming-uniform with a = sqrt 5, the bias uniform within 1 / sqrt(fan in).</summary>
            public void reset_parameters() => nn.init.ResetAsPyTorch(weight, bias);
        }
    }
}
