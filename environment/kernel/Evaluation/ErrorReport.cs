using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace NotebookKernel.Evaluation;

/// <summary>Failures of a cell in words that a reader of the notebook can use: cell and line, source, cause; nothing of this machine.</summary>
internal sealed class ErrorReport(string folder, Cell cell)
{
    private const int MostDiagnostics = 10;
    private const int LinesAround = 2;

    private readonly PathNames paths = new(folder);

    /// <summary>What the engine could not do: a magic command, a package, another language.</summary>
    public CellFailed OfEngine(string message)
    {
        message = paths.Clean(message);
        return new("CommandFailed", message.Split('\n')[0], [$"{cell.Name}:", .. message.Split('\n')]);
    }

    /// <summary>Every error with its place, its line of source and a mark below it.</summary>
    public CellFailed OfCompilation(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        var lines = errors.Take(MostDiagnostics).SelectMany(Explain).ToList();
        if (errors.Length > MostDiagnostics)
            lines.Add($"... and {errors.Length - MostDiagnostics} more errors");
        var own = errors.Select(error => error.Location.GetMappedLineSpan()).FirstOrDefault(span => span.IsValid && paths.Short(span.Path) == cell.Name);
        return new("CompilationError", $"{errors[0].Id}: {paths.Clean(errors[0].GetMessage())}", lines, own.IsValid ? own.StartLinePosition.Line + 1 : null);
    }

    /// <summary>The exception, the calls that led to it, its causes, and the source around the line of this cell.</summary>
    public CellFailed OfException(Exception exception)
    {
        var lines = new List<string>();
        int? line = null;
        var shown = Unwrap(exception)!;
        for (var cause = shown; cause is not null; cause = Unwrap(cause.InnerException))
        {
            lines.Add($"{(lines.Count == 0 ? "" : "caused by ")}{cause.GetType()}: {paths.Clean(cause.Message)}");
            var trace = new StackTrace(cause, fNeedFileInfo: true);
            lines.AddRange(paths.CleanTrace(trace.ToString()));
            line ??= trace.GetFrames().FirstOrDefault(frame => frame.GetFileName() is { } file && paths.Short(file) == cell.Name)?.GetFileLineNumber();
        }
        if (line is { } number)
            lines.AddRange(["", .. Source(number)]);
        return new(shown.GetType().Name, paths.Clean(shown.Message), lines, line);
    }

    /// <summary>Where the code was when it was stopped.</summary>
    public CellFailed OfInterruption(Exception stop)
    {
        var where = OfException(stop);
        const string message = "The cell was interrupted. What it changed so far stays.";
        return new("Interrupted", message, [$"Interrupted: {message}", .. where.Traceback.Skip(1)], where.Line);
    }

    private IEnumerable<string> Explain(Diagnostic error)
    {
        var message = $"error {error.Id}: {paths.Clean(error.GetMessage())}";
        if (error.Location.SourceTree is not { } tree)
            return [$"{cell.Name}: {message}"];
        var span = error.Location.GetLineSpan();
        var (start, end) = (span.StartLinePosition, span.EndLinePosition);
        var source = tree.GetText().Lines[start.Line].ToString();
        var width = Math.Max(1, (end.Line == start.Line ? end.Character : source.Length) - start.Character);
        var margin = new string([.. source.Take(start.Character).Select(character => character == '\t' ? '\t' : ' ')]);
        return [$"{paths.Short(span.Path)}, line {start.Line + 1}, column {start.Character + 1}: {message}", "    " + source, "    " + margin + new string('^', width)];
    }

    private IEnumerable<string> Source(int number)
    {
        var lines = cell.Code.ReplaceLineEndings("\n").Split('\n');
        yield return $"{cell.Name}:";
        for (var line = Math.Max(1, number - LinesAround); line <= Math.Min(lines.Length, number + LinesAround); line++)
            yield return $"{(line == number ? "-->" : "   ")} {line,3}  {lines[line - 1]}";
    }

    /// <summary>An exception that only carries another one from a task or a reflection call says nothing itself.</summary>
    private static Exception? Unwrap(Exception? exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Unwrap(only),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        _ => exception,
    };
}
