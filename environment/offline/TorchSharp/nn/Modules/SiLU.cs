using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x sigmoid(x).</summary>
        public sealed class SiLU : ParameterLessModule<Tensor, Tensor>
        {
            internal SiLU(bool inplace) : base(nameof(SiLU)) => this.inplace = inplace;


            public bool inplace { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.silu(input, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.SiLU"/>
            public static SiLU SiLU() => new(false);

            /// <inheritdoc cref="Modules.SiLU"/>
            public static SiLU SiLU(bool inplace) => new(inplace);
        }
    }
}
