using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>The logarithm of softmax along a dimension.</summary>
        public sealed class LogSoftmax : ParameterLessModule<Tensor, Tensor>
        {
            internal LogSoftmax(long dim) : base(nameof(LogSoftmax)) => this.dim = dim;


            public long dim { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.log_softmax(input, dim);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.LogSoftmax"/>
            public static LogSoftmax LogSoftmax(long dim) => new(dim);
        }
    }
}
