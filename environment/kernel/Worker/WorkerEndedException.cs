namespace NotebookKernel.Worker;

/// <summary>The process with the notebook's code ended before it answered.</summary>
internal sealed class WorkerEndedException() : Exception("The process with the notebook's code has ended.");
