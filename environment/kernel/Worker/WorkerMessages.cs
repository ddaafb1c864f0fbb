using System.Text.Json.Serialization;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Worker;

/// <summary>What the worker says, one JSON line each: an event of the running cell, or that the cell has ended.</summary>
/// <param name="Event">Null at the cell's end.</param>
/// <param name="Succeeded">At the cell's end: whether it compiled and did not throw.</param>
internal sealed record WorkerMessage(CellEvent? Event, bool? Succeeded)
{
    /// <summary>Written to the raw standard streams at the end of every cell, so that the parent knows it has read what came before.</summary>
    public const string EndOfCell = "\u001e--end of cell--\u001e";
}

[JsonSerializable(typeof(WorkerMessage))]
[JsonSerializable(typeof(Cell))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class WorkerJson : JsonSerializerContext;
