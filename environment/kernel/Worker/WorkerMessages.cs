using System.Text.Json.Serialization;
using NotebookKernel.Evaluation;
using NotebookKernel.Language;

namespace NotebookKernel.Worker;

/// <summary>What the worker says, one JSON line each: something that a cell shows, or the answer to a request.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(EventMessage), "event")]
[JsonDerivedType(typeof(CellEnded), "ended")]
[JsonDerivedType(typeof(Completions), "completions")]
[JsonDerivedType(typeof(Inspection), "inspection")]
[JsonDerivedType(typeof(CodeState), "state")]
[JsonDerivedType(typeof(NoAnswer), "none")]
internal abstract record WorkerMessage;

/// <summary>Something that a cell shows.</summary>
internal sealed record EventMessage(CellEvent Event) : WorkerMessage;

/// <summary>The answer to a request.</summary>
/// <param name="Id">The request's.</param>
internal abstract record WorkerAnswer(int Id) : WorkerMessage;

/// <summary>A cell ran to its end.</summary>
/// <param name="Id">The request's.</param>
/// <param name="Succeeded">Whether it compiled and did not throw.</param>
/// <param name="Expressions">What came of the expressions evaluated after it.</param>
internal sealed record CellEnded(int Id, bool Succeeded, IReadOnlyDictionary<string, ExpressionValue> Expressions) : WorkerAnswer(Id)
{
    /// <summary>Written to the raw standard streams at the end of every cell, so that the parent knows it has read what came before.</summary>
    public const string Mark = "\u001e--end of cell--\u001e";
}

/// <summary>A request could not be answered; what was wrong.</summary>
internal sealed record NoAnswer(int Id, string Why) : WorkerAnswer(Id);

[JsonSerializable(typeof(WorkerMessage))]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class WorkerJson : JsonSerializerContext;
