using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>While training, sets numbers to 0 with probability p and divides the others by 1 - p; nothing otherwise.</summary>
        public sealed class Dropout : ParameterLessModule<Tensor, Tensor>
        {
            internal Dropout(double p, bool inplace) : base(nameof(Dropout)) =>
                (this.p, this.inplace) = (p, inplace);


            public double p { get; set; }
            public bool inplace { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.dropout(input, p, training, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Dropout"/>
            public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);
        }
    }
}
