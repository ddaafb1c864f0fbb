using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace NotebookKernel.Evaluation;

/// <summary>Failures of a cell in words that a reader of the notebook can use: cell and line, source, cause; nothing of this machine.</summary>
internal sealed partial class ErrorReport(string folder, Cell cell)
{
    private const int MostDiagnostics = 10;
    private const int LinesAround = 2;

    private readonly PathNames paths = new(folder);

    /// <summary>What the engine could not do: a magic command, a package, another language.</summary>
    public CellFailed OfEngine(string message)
    {
        message = paths.Clean(message);
        return new("CommandFailed", message.Split('\n')[0], [$"{cell.Name}:", .. message.Split('\n')], null);
    }

    /// <summary>Every error with its place, its line of source and a mark below it.</summary>
    public CellFailed OfCompilation(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        var lines = errors.Take(MostDiagnostics).SelectMany(Explain).ToList();
        if (errors.Length > MostDiagnostics)
            lines.Add($"... and {errors.Length - MostDiagnostics} more errors");
        var own = errors.Select(error => error.Location.GetMappedLineSpan()).FirstOrDefault(span => paths.Short(span.Path) == cell.Name);
        return new("CompilationError", $"{errors[0].Id}: {paths.Clean(errors[0].GetMessage())}", lines, own.IsValid ? own.StartLinePosition.Line + 1 : null);
    }

    /// <summary>The exception, the calls that led to it, its causes, and the source around the line of this cell.</summary>
    public CellFailed OfException(Exception exception)
    {
        var lines = new List<string>();
        int? line = null;
        for (Exception? cause = Unwrap(exception); cause is not null; cause = cause.InnerException is { } inner ? Unwrap(inner) : null)
        {
            lines.Add($"{(lines.Count == 0 ? "" : "caused by ")}{cause.GetType()}: {paths.Clean(cause.Message)}");
            foreach (var frame in Calls(cause))
            {
                if (Describe(frame) is { Length: > 0 } call)
                    lines.Add("  at " + call);
                if (paths.Short(frame.GetFileName()) == cell.Name)
                    line ??= frame.GetFileLineNumber();
            }
        }
        if (line is { } number)
            lines.AddRange(["", .. Source(number)]);
        var shown = Unwrap(exception);
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
        return [$"{Place(paths.Short(span.Path) ?? cell.Name, start.Line + 1)}, column {start.Character + 1}: {message}", "    " + source, "    " + margin + new string('^', width)];
    }

    private IEnumerable<string> Source(int number)
    {
        var lines = cell.Code.ReplaceLineEndings("\n").Split('\n');
        yield return $"{cell.Name}:";
        for (var line = Math.Max(1, number - LinesAround); line <= Math.Min(lines.Length, number + LinesAround); line++)
            yield return $"{(line == number ? "-->" : "   ")} {line,3}  {lines[line - 1]}";
    }

    /// <summary>An exception that only carries another one from a task or a reflection call says nothing itself.</summary>
    private static Exception Unwrap(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Unwrap(only),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        _ => exception,
    };

    /// <summary>The calls from where it was thrown out to the cell, without the machinery of await and of script execution.</summary>
    private static IEnumerable<StackFrame> Calls(Exception exception)
    {
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        var outermost = Array.FindLastIndex(frames, IsOfScript);
        var inside = outermost < 0 ? frames : frames[..(outermost + 1)];
        return inside.Where(frame => frame.GetMethod()?.DeclaringType?.Namespace is not
            ("NotebookKernel.Evaluation" or "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices" or "Microsoft.CodeAnalysis.Scripting"));
    }

    private static bool IsOfScript(StackFrame frame) => OutermostType(frame.GetMethod())?.Name.StartsWith("Submission#", StringComparison.Ordinal) is true;

    private static Type? OutermostType(MethodBase? method)
    {
        var type = method?.DeclaringType;
        while (type?.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    private string Describe(StackFrame frame)
    {
        var call = CallName(frame);
        var file = paths.Short(frame.GetFileName());
        if (file is null)
            return call;
        var place = Place(file, frame.GetFileLineNumber());
        return call.Length == 0 ? place : $"{call} in {place}";
    }

    /// <summary>The method in the words of its source: blank for a cell's own statements.</summary>
    private static string CallName(StackFrame frame)
    {
        if (frame.GetMethod() is not { } method)
            return "(unknown)";
        var type = method.DeclaringType;
        var (name, parameters) = (method.Name, string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name)));
        // The compiler puts lambdas and async methods into classes of its own, named after the method they stand in.
        while (type is not null && type.Name.StartsWith('<'))
        {
            if (Generated().Match(type.Name) is { Success: true } stateMachine && name == "MoveNext")
                (name, parameters) = (stateMachine.Groups["method"].Value, "");
            type = type.DeclaringType;
        }
        var lambda = Generated().Match(name) is { Success: true } generated && generated.Groups["kind"].Value == "b";
        if (Generated().Match(name) is { Success: true } inner)
            (name, parameters) = (inner.Groups["local"] is { Success: true } local ? local.Value : inner.Groups["method"].Value, "");
        var inScript = OutermostType(method)?.Name.StartsWith("Submission#", StringComparison.Ordinal) is true;
        if (inScript && name is "<Initialize>" or "<Factory>")
            return lambda ? "a lambda" : "";
        var owner = inScript ? TypeInScript(type) : type?.FullName is { } full ? full.Replace('+', '.') + "." : "";
        return $"{(lambda ? "a lambda of " : "")}{owner}{name}({parameters})";
    }

    private static string TypeInScript(Type? type) =>
        type is null || type.Name.StartsWith("Submission#", StringComparison.Ordinal) ? "" : $"{TypeInScript(type.DeclaringType)}{type.Name}.";

    private static string Place(string file, int line) => $"{file}, line {line}";

    [GeneratedRegex(@"^<(?<method>.+)>(?<kind>[a-z])__(?:(?<local>[^|]+)\|)?")]
    private static partial Regex Generated();
}
