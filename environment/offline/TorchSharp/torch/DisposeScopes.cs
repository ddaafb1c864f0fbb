namespace TorchSharp;

public static partial class torch
{
    /// <summary>Opens a scope that frees every tensor made on this thread until it is disposed, except those moved out.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.OfThisThread.Open();

    /// <summary>The innermost open scope of this thread; null without one.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.OfThisThread.CurrentDisposeScope;

    /// <summary>Computes one tensor in a scope of its own: only the result stays.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
