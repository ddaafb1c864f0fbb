using System.Text.Json.Serialization;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Worker;

/// <summary>What the worker is asked to do, one JSON line each.</summary>
/// <param name="Id">Names the request in its answer.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(RunCell), "run")]
[JsonDerivedType(typeof(GiveInput), "input")]
[JsonDerivedType(typeof(CompleteCode), "complete")]
[JsonDerivedType(typeof(InspectCode), "inspect")]
[JsonDerivedType(typeof(CheckCode), "check")]
internal abstract record WorkerRequest(int Id);

/// <summary>Run a cell, and if it succeeds evaluate expressions after it. Answered by <see cref="CellEnded"/>.</summary>
internal sealed record RunCell(int Id, Cell Cell, IReadOnlyDictionary<string, string> Expressions) : WorkerRequest(Id);

/// <summary>The line that the running cell waits for; null where there is none. Not answered.</summary>
internal sealed record GiveInput(int Id, string? Text) : WorkerRequest(Id);

/// <summary>What could stand at a place? Answered by <see cref="Language.Completions"/>.</summary>
internal sealed record CompleteCode(int Id, string Code, int Position) : WorkerRequest(Id);

/// <summary>What is at a place? Answered by <see cref="Language.Inspection"/>.</summary>
internal sealed record InspectCode(int Id, string Code, int Position) : WorkerRequest(Id);

/// <summary>Can it be run? Answered by <see cref="Language.CodeState"/>.</summary>
internal sealed record CheckCode(int Id, string Code) : WorkerRequest(Id);
