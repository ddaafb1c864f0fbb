using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A tensor that a module learns. It takes over the data's memory and its place in the dispose scope.</summary>
        public class Parameter : torch.Tensor
        {
            /// <param name="data">The first value; not usable afterwards.</param>
            /// <param name="requires_grad">Whether it is learnt.</param>
            public Parameter(torch.Tensor data, bool requires_grad = true)
                : base(data.with_requires_grad(requires_grad).MoveHandle(), register: false) =>
                data.OwningDisposeScope?.Replace(data, this);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Parameter(Tensor, bool)"/>
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
