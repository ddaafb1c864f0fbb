using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An n-dimensional array of libtorch's. It holds native memory: dispose it, or make it inside a
    /// <see cref="NewDisposeScope"/>; one made outside any scope and not disposed waits for its finalizer.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        /// <summary>One reference to a TensorImpl, or 0 when disposed.</summary>
        internal nint handle;

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <param name="handle">A reference that the new object takes over.</param>
        /// <param name="register">Whether the current dispose scope shall own it.</param>
        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            var count = Interlocked.Increment(ref totalCount);
            if (count > peakCount)
                peakCount = count;
            if (register)
                OwningDisposeScope = DisposeScopeManager.OfThisThread.Register(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>Frees the tensor's memory unless other tensors share it.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var freed = MoveHandle();
            if (freed == 0)
                return;
            // The scopes belong to the thread that uses them, not to the finalizer's.
            if (disposing)
            {
                DisposeScopeManager.OfThisThread.CountDisposal(OwningDisposeScope is not null);
                OwningDisposeScope?.MarkAsDisposed(this);
            }
            Interlocked.Decrement(ref totalCount);
            Shim.shim_tensor_free(freed);
        }

        /// <summary>Whether the tensor was disposed.</summary>
        public bool IsInvalid => handle == 0;

        /// <summary>libtorch's TensorImpl.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        public nint Handle =>
            handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle. It was disposed, by hand or by a dispose scope.");

        /// <summary>Gives up the handle without freeing it.</summary>
        internal nint MoveHandle() => Interlocked.Exchange(ref handle, 0);

        /// <summary>Tensors alive on the managed side.</summary>
        public static long TotalCount => Interlocked.Read(ref totalCount);

        /// <summary>The most that were ever alive.</summary>
        public static long PeakCount => peakCount;

        /// <summary>A label of the caller's.</summary>
        public string? name { get; set; }

        /// <summary>Hands the tensor to the scope outside the one that owns it; without one it is detached.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of its scope: from now on whoever holds it disposes it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Hands the tensor to the scope that owns another tensor.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope!);

        /// <summary>Hands the tensor to another scope; to null means to detach it.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (OwningDisposeScope is null && other is not null)
                other.Attach(this);
            else
                OwningDisposeScope?.MoveToOther(other, this);
            return this;
        }

        /// <summary>Equal in shape, type and every number; see <see cref="equal"/> for a tensor of the comparison.</summary>
        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <inheritdoc cref="Equals(object?)"/>
        public bool Equals(Tensor target) => Aten.CallInteger("equal", this, target) != 0;

        public override int GetHashCode() => base.GetHashCode();
    }
}
