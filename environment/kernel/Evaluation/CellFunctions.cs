using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookKernel.Evaluation;

/// <summary>What every cell may call without a using line.</summary>
public static class CellFunctions
{
    /// <summary>Shows a value as the given mime types, or as those that its type prefers.</summary>
#pragma warning disable IDE1006 // Its name in .NET Interactive.
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);
#pragma warning restore IDE1006

    /// <summary>Removes what the cell has shown so far; with <paramref name="wait"/>, when its next output is there to take the place.</summary>
    public static void ClearOutput(bool wait = false) => CSharpSession.Current?.ClearOutput(wait);

    /// <summary>Markup that is shown as it is.</summary>
    public static HtmlContent HTML(string content) => new(content);
}

/// <summary>Markup that is shown as it is.</summary>
public sealed record HtmlContent(string Markup)
{
    /// <inheritdoc/>
    public override string ToString() => Markup;
}
