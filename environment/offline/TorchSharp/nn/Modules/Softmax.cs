using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>exp(x) divided by its sum along a dimension.</summary>
        public sealed class Softmax : ParameterLessModule<Tensor, Tensor>
        {
            internal Softmax(long dim) : base(nameof(Softmax)) => this.dim = dim;


            public long dim { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.softmax(input, dim);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Softmax"/>
            public static Softmax Softmax(long dim) => new(dim);
        }
    }
}
