namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Where one value is being written, and how deep in it the writing is.</summary>
public class FormatContext(TextWriter writer) : IDisposable
{
    /// <summary>Receives the formatted text.</summary>
    public TextWriter Writer { get; } = writer;

    /// <summary>0 outside any value, 1 in the value itself, 2 in its members.</summary>
    public int Depth { get; private set; }

    internal bool MayRecurse => Depth <= Formatter.RecursionLimit;

    internal void Enter() => Depth++;

    internal void Leave() => Depth--;

    /// <summary>Nothing is held back here; the real package writes styles at this point.</summary>
    public void Dispose() => GC.SuppressFinalize(this);
}
