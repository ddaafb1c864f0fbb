using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;

namespace NotebookKernel.Evaluation;

/// <summary>What every cell may call without a using line: what .NET Interactive offers, with displays that can be updated.</summary>
/// <remarks>
/// Formatting's own Display announces one displayed value and returns another, whose updates belong to nothing that was shown.
/// The one here is generic and is therefore preferred where both are seen.
/// </remarks>
#pragma warning disable CA1708, IDE1006, CS1591 // Names and meaning are .NET Interactive's.
public static class CellFunctions
{
    /// <summary>Shows a value as the given mime types, or as those that its type prefers.</summary>
    /// <returns>What was shown; its Update replaces it.</returns>
    public static DisplayedValue Display<T>(this T value, params string[] mimeTypes)
    {
        var displayed = new DisplayedValue(value, FormattedValue.CreateManyFromObject(value, mimeTypes));
        CSharpSession.Current?.Show(displayed);
        return displayed;
    }

    /// <summary>Removes what the cell has shown so far; with <paramref name="wait"/>, when its next output is there to take the place.</summary>
    public static void ClearOutput(bool wait = false) => CSharpSession.Current?.ClearOutput(wait);

    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display<object?>(mimeTypes);

    public static IHtmlContent HTML(string content) => Kernel.HTML(content);

    public static void Javascript(string content) => Kernel.Javascript(content);

    public static void CSS(string content) => Kernel.CSS(content);

    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") => Kernel.GetInputAsync(prompt, typeHint);

    public static Task<PasswordString> GetPasswordAsync(string prompt = "") => Kernel.GetPasswordAsync(prompt);
}
