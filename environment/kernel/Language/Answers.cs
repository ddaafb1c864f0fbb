using NotebookKernel.Worker;

namespace NotebookKernel.Language;

/// <summary>What could stand between two places of a cell.</summary>
internal sealed record Completions(int Id, int Start, int End, IReadOnlyList<CompletionItem> Items) : WorkerAnswer(Id);

/// <param name="Text">What would be inserted.</param>
/// <param name="Kind">Such as function or class.</param>
internal sealed record CompletionItem(string Text, string Kind);

/// <summary>What a name stands for; null where nothing is known.</summary>
internal sealed record Inspection(int Id, string? Text) : WorkerAnswer(Id);

/// <summary>Whether a cell can be run.</summary>
/// <param name="Id">The request's.</param>
/// <param name="Status">complete, incomplete or invalid.</param>
/// <param name="Indent">What an incomplete cell's next line begins with; null otherwise.</param>
internal sealed record CodeState(int Id, string Status, string? Indent) : WorkerAnswer(Id);
