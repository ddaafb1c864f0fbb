using System.Text.Json;
using FashionNotebooks;

namespace Notebooks.Tests;

/// <summary>The notebooks as they are saved in notebooks/.</summary>
internal static class NotebookFiles
{
    private static readonly string Folder = Path.Combine(Workspace.Root, "notebooks");

    /// <summary>The notebooks of the story, in the order they are read.</summary>
    public static IReadOnlyList<string> Story { get; } = Names(Folder);

    /// <summary>The solutions of the exercises, as paths from notebooks/.</summary>
    public static IReadOnlyList<string> Solutions { get; } = Names(Path.Combine(Folder, "solutions"));

    public static IEnumerable<string> All => Story.Concat(Solutions);

    public static string PathOf(string name) => Path.Combine(Folder, name);

    public static string SolutionOf(string name) => Path.Combine("solutions", name);

    public static JsonElement Root(string name) => JsonDocument.Parse(File.ReadAllText(PathOf(name))).RootElement;

    public static IReadOnlyList<NotebookCell> Cells(string name) =>
        [.. Root(name).GetProperty("cells").EnumerateArray().Select(NotebookCell.From)];

    /// <summary>What each chart is shown in, by mime type.</summary>
    public static IEnumerable<JsonElement> Charts(string name) =>
        from output in Cells(name).SelectMany(cell => cell.Outputs)
        where output.TryGetProperty("data", out var data) && data.TryGetProperty("application/vnd.plotly.v1+json", out _)
        select output.GetProperty("data");

    /// <summary>Whether an output is an error, or what a library complains of on standard error.</summary>
    public static bool IsTrouble(JsonElement output) => output.GetProperty("output_type").GetString() == "error"
        || (output.TryGetProperty("name", out var stream) && stream.GetString() == "stderr");

    /// <summary>The title in the first line.</summary>
    public static string Title(string name) => Cells(name)[0].Source.Split('\n')[0].TrimStart('#', ' ');

    /// <summary>Notebook text is a string or a list of lines.</summary>
    public static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? string.Concat(value.EnumerateArray().Select(Text)) : value.GetString()!;

    private static IReadOnlyList<string> Names(string folder) =>
        [.. Directory.GetFiles(folder, "*.ipynb").Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];
}
