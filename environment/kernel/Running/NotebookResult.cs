using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotebookKernel.Running;

/// <summary>What came of one notebook.</summary>
/// <param name="Notebook">The file's name without .ipynb.</param>
/// <param name="Title">Its first heading.</param>
/// <param name="Status">ok, failed or interrupted.</param>
/// <param name="CellsRun">Cells that ran to their end.</param>
/// <param name="Cells">Cells there are to run.</param>
/// <param name="Seconds">Wall time, the start of the process included.</param>
/// <param name="Headline">The last console line that began with "Result: ", without that; null if there was none.</param>
/// <param name="Error">What went wrong and where, in a line; null if nothing.</param>
internal sealed record NotebookResult(
    string Notebook, string Title, string Status, int CellsRun, int Cells, double Seconds, string? Headline, string? Error)
{
    public const string Ok = "ok";
    public const string Failed = "failed";
    public const string Interrupted = "interrupted";
}

[JsonSerializable(typeof(IReadOnlyList<NotebookResult>))]
internal sealed partial class ResultJson : JsonSerializerContext
{
    /// <summary>For readers as much as for programs.</summary>
    public static ResultJson Readable { get; } =
        new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
