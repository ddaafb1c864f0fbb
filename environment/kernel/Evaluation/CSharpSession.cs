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

        Console.SetOut(new ConsoleCapture("stdout", publish));
        Console.SetError(new ConsoleCapture("stderr", publish));
        displays = Formatter.SubscribeToDisplayedValues(OnDisplayed);
        Formatter.Register<HtmlContent>(html => html.Markup, HtmlFormatter.MimeType);

        var helpers = $"using static {typeof(CellFunctions).FullName};";
        state = CSharpScript.Create<object>(helpers, options, globalsType: null, references.CreateLoader()).RunAsync().GetAwaiter().GetResult();
    }

    /// <summary>Runs a cell to its end. Nothing that its code throws escapes.</summary>
    /// <returns>Whether it compiled and did not throw.</returns>
    public async Task<bool> RunAsync(Cell cell)
    {
        var errors = new ErrorReport(folder, cell);
        try
        {
            if (Magic.Find(cell.Code) is { } magic)
                return Fail(errors.OfMagic(magic));
            var script = state.Script.ContinueWith<object>(cell.Code, options.WithFilePath(Path.Combine(folder, cell.Name)));
            state = await script.RunFromAsync(state, catchException: _ => true);
            if (state.Exception is { } thrown)
                return Fail(errors.OfException(thrown));
            if (HasValue(script.GetCompilation()))
                publish(new ResultProduced(FormattedValues.OfResult(state.ReturnValue)));
            return true;
        }
        catch (CompilationErrorException invalid)
        {
            return Fail(errors.OfCompilation(invalid.Diagnostics));
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            // A formatter of the user's threw while the cell's value was being shown.
            return Fail(errors.OfException(thrown is TargetInvocationException { InnerException: { } inner } ? inner : thrown));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => displays.Dispose();

    private bool Fail(CellFailed failure)
    {
        publish(failure);
        return false;
    }

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
