using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The dispose scopes of one thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? ofThisThread;

    internal static DisposeScopeManager OfThisThread => ofThisThread ??= new();

    /// <summary>What became of the tensors of this thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => OfThisThread.statistics;

    private readonly ThreadDisposeScopeStatistics statistics = new();

    internal LifetimeStatistics Counts => statistics.TensorStatistics;

    internal DisposeScope? CurrentDisposeScope { get; private set; }

    internal DisposeScope Open() => CurrentDisposeScope = new DisposeScope(this);

    /// <summary>Takes a scope out of the chain, wherever in it the scope stands.</summary>
    internal void Close(DisposeScope closing)
    {
        if (CurrentDisposeScope == closing)
        {
            CurrentDisposeScope = closing.OuterScope;
            return;
        }
        for (var scope = CurrentDisposeScope; scope is not null; scope = scope.OuterScope)
        {
            if (scope.OuterScope == closing)
                scope.OuterScope = closing.OuterScope;
        }
    }

    internal DisposeScope? Register(Tensor tensor)
    {
        if (CurrentDisposeScope is null)
        {
            Counts.CreatedOutsideScopeCount++;
            return null;
        }
        Counts.CreatedInScopeCount++;
        CurrentDisposeScope.Register(tensor);
        return CurrentDisposeScope;
    }

    internal void CountDisposal(bool inScope)
    {
        if (inScope)
            Counts.DisposedInScopeCount++;
        else
            Counts.DisposedOutsideScopeCount++;
    }
}
