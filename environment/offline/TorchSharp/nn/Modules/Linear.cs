using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x W^T + b on the last dimension.</summary>
        public sealed class Linear : nn.Module<Tensor, Tensor>
        {
            private Parameter? ownWeight;
            private Parameter? ownBias;

            internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
            {
                (in_features, out_features) = (inputSize, outputSize);
                weight = nn.Parameter(empty(outputSize, inputSize, dtype, device));
                if (hasBias)
                    bias = nn.Parameter(empty(outputSize, dtype, device));
                nn.init.ResetAsPyTorch(weight, bias);
            }

            internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
            {
                (out_features, in_features) = (weight.shape[0], weight.shape[1]);
                (this.weight, this.bias) = (weight, bias);
            }

            public long in_features { get; set; }
            public long out_features { get; set; }

            /// <summary>Out features x in features.</summary>
            public Parameter weight
            {
                get => ownWeight!;
                set => SetParameter(nameof(weight), ref ownWeight, value);
            }

            /// <summary>One an out feature; null without.</summary>
            public Parameter? bias
            {
                get => ownBias;
                set => SetParameter(nameof(bias), ref ownBias, value);
            }

            public override Tensor forward(Tensor input) => nn.functional.linear(input, weight, bias);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Linear"/>
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);

            /// <inheritdoc cref="Modules.Linear"/>
            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);
        }
    }
}
