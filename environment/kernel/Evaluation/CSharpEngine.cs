using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;

namespace NotebookKernel.Evaluation;

/// <summary>
/// .NET Interactive's C# kernel, whose cells can be stopped with their state kept and whose errors know cell and line. It does all
/// else itself: references, packages, values, completion and help.
/// </summary>
/// <remarks>
/// Its own way to run a cell can't be used: it compiles and runs in one go, so that a stop may hit the compiler; it catches an abort
/// only to lose what the cell had declared; and a cell that was left waiting would, when it ends at last, set the notebook back to
/// where it was. What is needed to run a cell from here isn't public, and is looked up by name.
/// </remarks>
internal sealed class CSharpEngine : CSharpKernel, IKernelCommandHandler<SubmitCode>
{
    private static readonly FieldInfo Options = Found(typeof(CSharpKernel).GetField("_scriptOptions", BindingFlags.Instance | BindingFlags.NonPublic));
    private static readonly FieldInfo Workspace = Found(typeof(CSharpKernel).GetField("_workspace", BindingFlags.Instance | BindingFlags.NonPublic));
    private static readonly MethodInfo UpdateWorkspace = Found(Workspace.FieldType.GetMethod("UpdateWorkspaceAsync"));
    private static readonly MethodInfo SetState = Found(typeof(CSharpKernel).GetProperty(nameof(ScriptState))?.SetMethod);
    private static readonly MethodInfo EndsInValue = Found(typeof(Script).GetMethod("HasReturnValue", BindingFlags.Instance | BindingFlags.NonPublic));

    private readonly Action<SubmitCode, KernelInvocationContext> submit;

    /// <param name="functions">A static class whose members cells may call without naming it.</param>
    /// <param name="submit">Runs code that the engine has found to be C#, by <see cref="Compile"/> and <see cref="RunAsync"/>.</param>
    public CSharpEngine(Type functions, Action<SubmitCode, KernelInvocationContext> submit)
    {
        this.submit = submit;
        var folder = Environment.CurrentDirectory;
        var references = new References(folder);
        ScriptOptions = ScriptOptions
            .WithReferences(ScriptOptions.MetadataReferences.OfType<PortableExecutableReference>().Select(reference => references.Read(reference.FilePath!)))
            .AddReferences(references.Read(functions.Assembly.Location))
            .WithMetadataResolver(references)
            .WithSourceResolver(new SourceFileResolver([], folder))
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8);
        KeepAsync(CSharpScript.RunAsync($"using static {functions.FullName};", ScriptOptions).GetAwaiter().GetResult()).GetAwaiter().GetResult();
    }

    private ScriptOptions ScriptOptions
    {
        get => (ScriptOptions)Options.GetValue(this)!;
        set => Options.SetValue(this, value);
    }

    /// <summary>Code after the cells that ran, not run yet.</summary>
    /// <param name="path">What errors call it; #r and #load in it start from its folder.</param>
    /// <exception cref="CompilationErrorException">It does not compile.</exception>
    public Script<object> Compile(string code, string path)
    {
        var script = ScriptState.Script.ContinueWith<object>(code, ScriptOptions.WithFilePath(path));
        var diagnostics = script.Compile();
        return diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            ? throw new CompilationErrorException("The cell does not compile.", diagnostics)
            : script;
    }

    /// <summary>Runs code that was compiled last. What it changes stays; what it declares does only with <see cref="KeepAsync"/>.</summary>
    /// <param name="catching">Decides whether an exception ends up in the state instead of being thrown.</param>
    public Task<ScriptState<object>> RunAsync(Script<object> script, Func<Exception, bool> catching) => script.RunFromAsync(ScriptState, catching);

    /// <summary>Whether code that was compiled ends in an expression with a value and without a semicolon.</summary>
    public static bool HasValue(Script script) => (bool)EndsInValue.Invoke(script, null)!;

    /// <summary>Later cells, completion and help see what the code declared.</summary>
    public Task KeepAsync(ScriptState state)
    {
        SetState.Invoke(this, [state]);
        return (Task)UpdateWorkspace.Invoke(Workspace.GetValue(this), [state])!;
    }

    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        submit(command, context);
        return Task.CompletedTask;
    }

    private static T Found<T>(T? member) where T : class =>
        member ?? throw new NotSupportedException($"This version of {typeof(CSharpKernel).Assembly.GetName().Name} is made otherwise than the one in Directory.Packages.props. Build with that one.");
}
