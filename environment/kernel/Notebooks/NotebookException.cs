namespace NotebookKernel.Notebooks;

/// <summary>A notebook that can't be run; the message names the file, what is wrong and what to do.</summary>
public sealed class NotebookException(string message) : Exception(message);
