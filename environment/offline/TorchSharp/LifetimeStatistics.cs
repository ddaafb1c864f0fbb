namespace TorchSharp;

/// <summary>How many tensors of a thread were created, moved and freed, inside and outside dispose scopes.</summary>
public class LifetimeStatistics
{
    /// <summary>Created while no dispose scope was open.</summary>
    public long CreatedOutsideScopeCount { get; internal set; }

    /// <summary>Freed while owned by no dispose scope.</summary>
    public long DisposedOutsideScopeCount { get; internal set; }

    /// <summary>Created while a dispose scope was open.</summary>
    public long CreatedInScopeCount { get; internal set; }

    /// <summary>Freed while owned by a dispose scope.</summary>
    public long DisposedInScopeCount { get; internal set; }

    /// <summary>Given to a scope by hand.</summary>
    public long AttachedToScopeCount { get; internal set; }

    /// <summary>Taken from a scope by hand.</summary>
    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>Created minus freed.</summary>
    public long ThreadTotalLiveCount =>
        CreatedInScopeCount + CreatedOutsideScopeCount - DisposedInScopeCount - DisposedOutsideScopeCount;

    /// <summary>Sets all counts to zero.</summary>
    public void Reset()
    {
        CreatedOutsideScopeCount = DisposedOutsideScopeCount = CreatedInScopeCount = 0;
        DisposedInScopeCount = AttachedToScopeCount = DetachedFromScopeCount = 0;
    }

    /// <summary>All counts on one line.</summary>
    public override string ToString() =>
        $"ThreadTotalLiveCount: {ThreadTotalLiveCount}; CreatedOutsideScope: {CreatedOutsideScopeCount}; " +
        $"DisposedOutsideScope: {DisposedOutsideScopeCount}; CreatedInScope: {CreatedInScopeCount}; " +
        $"DisposedInScope: {DisposedInScopeCount}; AttachedToScope: {AttachedToScopeCount}; " +
        $"DetachedFromScope: {DetachedFromScopeCount}";
}
