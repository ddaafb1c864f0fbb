using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookKernel.Evaluation;

/// <summary>
/// C# as notebooks use it: cells run one after another and see what earlier ones declared. Knows no notebook file and no front end;
/// what a cell shows is published as events.
/// </summary>
/// <remarks>A session takes over the process's console and displays, so a process has one.</remarks>
public sealed class CSharpSession : IDisposable
{
    /// <summary>The namespaces that .NET Interactive imports.</summary>
    private static readonly string[] Imports =
        ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    private readonly string folder;
    private readonly Action<CellEvent> publish;
    private readonly ScriptOptions options;
    private readonly IDisposable displays;
    private readonly ConsoleInput input;
    private readonly StoppableRun run = new();
    private ScriptState<object> state;

    /// <param name="folder">Where #load and #r look for relative paths: the notebook's folder.</param>
    /// <param name="publish">Called for everything a cell shows, from whichever thread shows it.</param>
    public CSharpSession(string folder, Action<CellEvent> publish)
    {
        this.folder = Path.GetFullPath(folder);
        this.publish = publish;
        var references = new ScriptReferences(this.folder);
        options = ScriptOptions.Default
            .WithLanguageVersion(LanguageVersion.Latest)
            .WithReferences(references.Always)
            .WithMetadataResolver(references)
            .WithSourceResolver(new SourceFileResolver([], this.folder))
            .WithImports(Imports)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8);

        Current = this;
        Console.SetOut(new ConsoleCapture("stdout", publish));
        Console.SetError(new ConsoleCapture("stderr", publish));
        Console.SetIn(input = new ConsoleInput(publish));
        displays = Formatter.SubscribeToDisplayedValues(OnDisplayed);
        Formatter.Register<HtmlContent>(html => html.Markup, HtmlFormatter.MimeType);

        var helpers = $"using static {typeof(CellFunctions).FullName};";
        state = CSharpScript.Create<object>(helpers, options, globalsType: null, references.CreateLoader()).RunAsync().GetAwaiter().GetResult();
    }

    /// <summary>The session of this process.</summary>
    internal static CSharpSession? Current { get; private set; }

    /// <summary>The last cell that ran; all that later code sees hangs on it.</summary>
    internal Script LastCell => state.Script;

    /// <summary>Code as it would be compiled now, after the cells that ran.</summary>
    internal Script Continue(string code, string name) => state.Script.ContinueWith<object>(code, options.WithFilePath(Path.Combine(folder, name)));

    /// <summary>Runs a cell to its end. Nothing that its code throws escapes.</summary>
    /// <returns>Whether it compiled and did not throw.</returns>
    public bool Run(Cell cell)
    {
        input.Available = cell.AllowInput;
        var failure = TryRun(cell, keep: true, out var result);
        if (result is not null)
            publish(new ResultProduced(result));
        if (failure is not null)
            publish(failure);
        return failure is null;
    }

    /// <summary>The value of an expression that leaves nothing behind, or what was wrong with it.</summary>
    public ExpressionValue Evaluate(string expression)
    {
        var failure = TryRun(new Cell(0, expression), keep: false, out var value);
        return new(value ?? [], failure);
    }

    /// <summary>Stops the cell that is running, as far as .NET can. What it changed so far stays.</summary>
    public Task StopAsync() => run.StopAsync();

    /// <summary>Whether the last cell was told to stop.</summary>
    public bool Stopped => run.Stopped;

    /// <summary>Answers the cell that reads from the console; null ends its input.</summary>
    public void GiveInput(string? text) => input.Give(text);

    /// <inheritdoc/>
    public void Dispose() => displays.Dispose();

    internal void ClearOutput(bool wait) => publish(new OutputCleared(wait));

    private CellFailed? TryRun(Cell cell, bool keep, out IReadOnlyList<MimeData>? result)
    {
        result = null;
        run.Prepare();
        var errors = new ErrorReport(folder, cell);
        try
        {
            if (Magic.Find(cell.Code) is { } magic)
                return errors.OfMagic(magic);
            var script = (Script<object>)Continue(cell.Code, cell.Name);
            // Before the run, so that no abort hits the compiler.
            if (script.Compile() is var diagnostics && diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
                return errors.OfCompilation(diagnostics);
            var ended = run.Run(catching => script.RunFromAsync(state, catching));
            if (keep)
                state = ended;
            if (ended.Exception is { } thrown)
                return IsStop(thrown) ? errors.OfInterruption(thrown) : errors.OfException(thrown);
            if (HasValue(script.GetCompilation()))
                result = FormattedValues.OfResult(ended.ReturnValue);
            return null;
        }
        catch (CompilationErrorException invalid)
        {
            return errors.OfCompilation(invalid.Diagnostics);
        }
        catch (OperationCanceledException stopped) when (run.Stopped)
        {
            return errors.OfInterruption(stopped);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            // A formatter of the user's threw while the cell's value was being shown.
            return errors.OfException(thrown is TargetInvocationException { InnerException: { } inner } ? inner : thrown);
        }
    }

    private bool IsStop(Exception thrown) => run.Stopped && thrown is ThreadAbortException or ThreadInterruptedException;

    private void OnDisplayed(DisplayedValue displayed)
    {
        var data = FormattedValues.OfDisplay(displayed);
        publish(displayed.IsUpdated ? new DisplayUpdated(displayed.DisplayId, data) : new Displayed(displayed.DisplayId, data));
    }

    /// <summary>Whether a submission ends in an expression with a value and without a semicolon.</summary>
    private static bool HasValue(Compilation submission)
    {
        var tree = submission.SyntaxTrees.Last();
        return tree.GetRoot() is CompilationUnitSyntax { Members: [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax last }] }
            && last.SemicolonToken.IsMissing
            && submission.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is not { SpecialType: SpecialType.System_Void };
    }
}
