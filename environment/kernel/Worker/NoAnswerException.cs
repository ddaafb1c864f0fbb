namespace NotebookKernel.Worker;

/// <summary>The process with the notebook's code didn't answer a request.</summary>
internal class NoAnswerException(string why) : Exception(why);

/// <summary>It ended before it did.</summary>
internal sealed class WorkerEndedException() : NoAnswerException("The process with the notebook's code has ended.");
