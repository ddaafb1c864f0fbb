using System.Text.Json.Serialization;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Worker;

/// <summary>What the worker is asked to do, one JSON line each.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(RunCell), "run")]
[JsonDerivedType(typeof(GiveInput), "input")]
[JsonDerivedType(typeof(AskAboutCode), "ask")]
internal abstract record WorkerRequest(int Id);

/// <summary>Run a cell, and if it succeeds evaluate expressions after it. Answered by <see cref="CellEnded"/>.</summary>
internal sealed record RunCell(int Id, Cell Cell, IReadOnlyDictionary<string, string> Expressions) : WorkerRequest(Id);

/// <summary>The line that the running cell waits for; null where there is none. Not answered.</summary>
internal sealed record GiveInput(int Id, string? Text) : WorkerRequest(Id);

/// <summary>A question about code, by the type of Jupyter's request. Answered by <see cref="AboutCode"/>.</summary>
internal sealed record AskAboutCode(int Id, string Type, string Code, int Cursor) : WorkerRequest(Id);

/// <summary>What the worker says, one JSON line each: something that a cell shows, or the answer to a request.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(EventMessage), "event")]
[JsonDerivedType(typeof(CellEnded), "ended")]
[JsonDerivedType(typeof(AboutCode), "about")]
internal abstract record WorkerMessage;

/// <summary>Something that a cell shows.</summary>
internal sealed record EventMessage(CellEvent Event) : WorkerMessage;

/// <summary>The answer to the request with this id.</summary>
internal abstract record WorkerAnswer(int Id) : WorkerMessage;

/// <summary>How the run of a cell ended.</summary>
/// <param name="Failure">How it failed; null if it didn't.</param>
/// <param name="Expressions">What came of the expressions after it, in the words of Jupyter's reply.</param>
internal sealed record CellEnded(int Id, CellFailed? Failure, IReadOnlyDictionary<string, JsonObject> Expressions) : WorkerAnswer(Id)
{
    /// <summary>Written to the raw standard streams at the end of every cell, so that the parent knows it has read what came before.</summary>
    public const string Mark = "\u001e--end of cell--\u001e";

    /// <summary>Whether the cell ended its process.</summary>
    [JsonIgnore]
    public bool Died { get; init; }
}

/// <summary>The content of Jupyter's reply, which may say that there is no answer.</summary>
internal sealed record AboutCode(int Id, JsonObject Content) : WorkerAnswer(Id);

/// <summary>The process with the notebook's code ended before it answered.</summary>
internal sealed class WorkerEndedException() : Exception("The process with the notebook's code has ended.");

[JsonSerializable(typeof(WorkerMessage))]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class WorkerJson : JsonSerializerContext;
