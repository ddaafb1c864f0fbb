using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on this tensor are recorded for <see cref="backward()"/>.</summary>
        public bool requires_grad
        {
            get => Shim.shim_tensor_requires_grad(Handle) != 0;
            set => Shim.Check(Shim.shim_tensor_set_requires_grad(Handle, value ? 1 : 0));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Whether the tensor was made by the user and not by an operation that is recorded.</summary>
        public bool is_leaf => Aten.CallInteger("is_leaf", this) != 0;

        /// <summary>The gradient that backward() left; null before the first.</summary>
        public Tensor? grad
        {
            get
            {
                var gradient = Shim.shim_tensor_grad(Handle);
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set => Shim.Check(Shim.shim_tensor_set_grad(Handle, value?.Handle ?? 0));
        }

        /// <summary>Keeps the gradient of a tensor that is no leaf.</summary>
        public void retain_grad() => Aten.Run("retain_grad", this);

        /// <summary>Adds the gradient of this tensor to .grad of every leaf it was made from.</summary>
        public void backward() => backward(null);

        /// <param name="grad_tensors">The gradient of this tensor; left out it is 1, which needs a tensor of one number.</param>
        /// <param name="retain_graph">Whether backward() may be called again.</param>
        /// <param name="create_graph">Whether gradients of the gradients will be wanted.</param>
        /// <param name="inputs">The leaves to give gradients to; left out, all.</param>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>The same numbers, without history.</summary>
        public Tensor detach() => Aten.Call("detach", this);

        public Tensor detach_() => InPlace("detach_", this);
    }

    public static partial class autograd
    {
        /// <summary>Adds the gradients of tensors to .grad of every leaf they were made from, one tensor after the other.</summary>
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            if (grad_tensors is not null && grad_tensors.Count != tensors.Count)
                throw new ArgumentException($"{tensors.Count} tensors need as many gradients, not {grad_tensors.Count}.", nameof(grad_tensors));
            Argument leaves = inputs is null ? default : inputs.ToArray();
            for (var i = 0; i < tensors.Count; i++)
            {
                // Tensors may share a graph: it is kept until the last of them is done.
                var retain = retain_graph ?? (create_graph || i < tensors.Count - 1);
                if (inputs is null)
                    Aten.Run("_backward", tensors[i], Array.Empty<Tensor>(), grad_tensors?[i], retain, create_graph);
                else
                    Aten.Run("_backward", tensors[i], leaves, grad_tensors?[i], retain, create_graph);
            }
        }

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);
    }
}
