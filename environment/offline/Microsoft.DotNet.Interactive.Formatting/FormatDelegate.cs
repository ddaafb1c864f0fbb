namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Writes a value to the context's writer, or returns false to leave it to the next formatter in line.</summary>
public delegate bool FormatDelegate<in T>(T value, FormatContext context);
