using System.Globalization;
using Microsoft.CodeAnalysis;

namespace NotebookKernel.Evaluation;

/// <summary>What the .NET SDK ships as documentation of the framework; nothing where there is no SDK.</summary>
/// <remarks>The files are searched anew each time: parsed they would take more memory than the kernel.</remarks>
internal sealed class FrameworkDocumentation : DocumentationProvider
{
    private readonly string[] files;

    private FrameworkDocumentation()
    {
        // dotnet/shared/Microsoft.NETCore.App/10.0.x -> dotnet/packs/Microsoft.NETCore.App.Ref/10.0.x/ref/net10.0
        var packs = Path.GetFullPath("../../../packs/Microsoft.NETCore.App.Ref", ScriptReferences.FrameworkFolder);
        files = Directory.Exists(packs)
            ? [.. Directory.EnumerateDirectories(packs, $"{Environment.Version.Major}.*").Take(1).SelectMany(pack => Directory.EnumerateFiles(pack, "*.xml", SearchOption.AllDirectories))]
            : [];
    }

    public static FrameworkDocumentation Instance { get; } = new();

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => files.Length;

    protected override string? GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default)
    {
        var opening = $"<member name=\"{documentationMemberID}\">";
        foreach (var file in files)
            if (File.ReadAllText(file) is var text && text.IndexOf(opening, StringComparison.Ordinal) is >= 0 and var start)
                return text[start..(text.IndexOf("</member>", start, StringComparison.Ordinal) + "</member>".Length)];
        return null;
    }
}
