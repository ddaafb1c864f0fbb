using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x times the normal distribution function of x.</summary>
        public sealed class GELU : ParameterLessModule<Tensor, Tensor>
        {
            internal GELU(bool inplace) : base(nameof(GELU)) => this.inplace = inplace;


            public bool inplace { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.gelu(input, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.GELU"/>
            public static GELU GELU() => new(false);

            /// <inheritdoc cref="Modules.GELU"/>
            public static GELU GELU(bool inplace) => new(inplace);
        }
    }
}
