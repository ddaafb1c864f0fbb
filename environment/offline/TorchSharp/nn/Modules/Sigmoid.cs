using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>1 / (1 + exp(-x)).</summary>
        public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>
        {
            internal Sigmoid(bool inplace) : base(nameof(Sigmoid)) => this.inplace = inplace;


            public bool inplace { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.sigmoid(input, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Sigmoid"/>
            public static Sigmoid Sigmoid() => new(false);

            /// <inheritdoc cref="Modules.Sigmoid"/>
            public static Sigmoid Sigmoid(bool inplace) => new(inplace);
        }
    }
}
