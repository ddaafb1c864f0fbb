using NotebookKernel.Evaluation;

namespace NotebookKernel.Worker;

/// <summary>How the run of a cell ended.</summary>
/// <param name="Death">How the cell ended its process; null if it didn't.</param>
internal sealed record CellRun(bool Succeeded, IReadOnlyDictionary<string, ExpressionValue> Expressions, CellFailed? Death);
