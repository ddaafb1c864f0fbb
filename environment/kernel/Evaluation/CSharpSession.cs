using System.Collections.Concurrent;
using System.Reactive.Disposables;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.PackageManagement;
using Microsoft.DotNet.Interactive.Utility;

namespace NotebookKernel.Evaluation;

/// <summary>
/// C# as notebooks use it, by .NET Interactive's engine: cells run one after another and see what earlier ones declared. Knows no
/// notebook file and no front end; what a cell shows is published as events.
/// </summary>
/// <remarks>A session takes over the process's console and displays, so a process has one.</remarks>
#pragma warning disable CA1001 // It lives as long as its process.
public sealed class CSharpSession
{
    private readonly string folder;
    private readonly Action<CellEvent> publish;
    private readonly ConsoleInput input;
    private readonly StoppableRun run = new();
    private readonly CompositeKernel kernel = [];
    private readonly CSharpEngine engine;
    private volatile CancellationTokenSource magic = new();
    private BlockingCollection<Task>? work;
    private CellFailed? failure;
    private Cell cell = new(0, "");

    /// <param name="folder">Where #load and #r look for relative paths: the notebook's folder, and the working folder.</param>
    /// <param name="publish">Called for everything a cell shows, from whichever thread shows it.</param>
    public CSharpSession(string folder, Action<CellEvent> publish)
    {
        this.folder = Path.GetFullPath(folder);
        this.publish = publish;
        Current = this;
        // The engine takes the console over for each command and gives it back. With one that never ends it leaves it to us: what
        // threads and writers that outlive their cell write is not lost.
        ConsoleOutput.Subscribe(_ => Disposable.Empty);
        Console.SetOut(new ConsoleCapture("stdout", publish));
        Console.SetError(new ConsoleCapture("stderr", publish));
        Console.SetIn(input = new ConsoleInput(publish));

        engine = new CSharpEngine(typeof(CellFunctions), OnSubmitted);
        kernel.Add(engine.UseWho().UseValueSharing().UseNugetDirective((engine, packages) =>
        {
            engine.AddAssemblyReferences(packages.SelectMany(package => package.AssemblyPaths));
            return Task.CompletedTask;
        }), ["c#", "C#"]);
        kernel.Add(new HtmlKernel());
        kernel.Add(new JavaScriptKernel());
        kernel.Add(new KeyValueStoreKernel().UseWho());
        kernel.DefaultKernelName = engine.Name;
        kernel.UseMagics();
        FormattedValues.AddPlainText();
        kernel.RegisterCommandHandler<RequestInput>(OnInputRequested);
        kernel.SetDefaultTargetKernelNameForCommand(typeof(RequestInput), kernel.Name);
        kernel.KernelEvents.Subscribe(OnEvent);
        Formatter.SubscribeToDisplayedValues(OnDisplayed);
        Questions = new(engine);
    }

    /// <summary>The session of this process.</summary>
    internal static CSharpSession? Current { get; private set; }

    /// <summary>Answers questions about code.</summary>
    internal Language.CodeQuestions Questions { get; }

    /// <summary>Runs a cell to its end, on this thread. Nothing that its code throws escapes.</summary>
    /// <returns>How it failed; null if it didn't.</returns>
    public CellFailed? Run(Cell cell)
    {
        input.Available = cell.AllowInput;
        (this.cell, failure, magic) = (cell, null, new());
        run.Prepare();
        // The engine finds out which languages a cell is written in, on a thread of its own; what is C# comes back to this one.
        using (work = [])
        {
            var ended = kernel.SendAsync(new SubmitCode(cell.Code), magic.Token);
            ended.ContinueWith(_ => work.CompleteAdding(), TaskScheduler.Default);
            foreach (var submission in work.GetConsumingEnumerable())
                submission.RunSynchronously();
            failure ??= OfEngine(ended);
        }
        work = null;
        return failure;
    }

    /// <summary>The value of an expression that leaves nothing behind, or what was wrong with it, in the words of Jupyter's protocol.</summary>
    public JsonObject Evaluate(string expression)
    {
        run.Prepare();
        var failed = TryRun(expression, new Cell(0, expression), keep: false, out var value);
        return failed?.ToReply() ?? new() { ["status"] = "ok", ["data"] = value ?? [], ["metadata"] = new JsonObject() };
    }

    /// <summary>Stops the cell that is running, as far as .NET can. What it changed so far stays.</summary>
    public Task StopAsync()
    {
        if (!run.IsRunning)
            magic.CancelAsync();
        return run.StopAsync();
    }

    /// <summary>Whether the last cell was told to stop.</summary>
    public bool Stopped => run.Stopped;

    /// <summary>Answers the cell that reads from the console; null ends its input.</summary>
    public void GiveInput(string? text) => input.Give(text);

    internal void Show(DisplayedValue displayed) =>
        publish(CellEvent.Displayed(displayed.DisplayId, FormattedValues.Data(displayed.FormattedValues), displayed.IsUpdated));

    internal void ClearOutput(bool wait) => publish(CellEvent.OutputCleared(wait));

    /// <summary>C# in a cell: to be run by the thread that waits for its end, or here where code of the cell itself submits it.</summary>
    private void OnSubmitted(SubmitCode command, KernelInvocationContext context)
    {
        var submission = new Task(() =>
        {
            failure = TryRun(WithLinesOfCell(command.Code), cell, keep: true, out var result);
            if (result is not null)
                publish(CellEvent.Result(result));
            if (failure is not null)
                context.Fail(command, message: failure.Message);
        });
        if (run.IsRunning)
            submission.RunSynchronously();
        else
            work!.Add(submission);
        submission.Wait();
    }

    /// <summary>A part of the cell, with what stands before it as blank lines: so its lines keep their numbers.</summary>
    private string WithLinesOfCell(string part) =>
        cell.Code.IndexOf(part, StringComparison.Ordinal) is > 0 and var start ? new string('\n', cell.Code.AsSpan(0, start).Count('\n')) + part : part;

    private CellFailed? TryRun(string code, Cell cell, bool keep, out JsonObject? result)
    {
        result = null;
        var errors = new ErrorReport(folder, cell);
        try
        {
            // Before the run, so that no abort hits the compiler.
            var script = engine.Compile(code, Path.Combine(folder, cell.Name));
            var ended = run.Run(catching => engine.RunAsync(script, catching));
            if (keep)
                engine.KeepAsync(ended).GetAwaiter().GetResult();
            if (ended.Exception is { } thrown)
                return IsStop(thrown) ? errors.OfInterruption(thrown) : errors.OfException(thrown);
            if (CSharpEngine.HasValue(script))
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
            return errors.OfException(thrown);
        }
    }

    private bool IsStop(Exception thrown) => run.Stopped && thrown is ThreadAbortException or ThreadInterruptedException;

    /// <summary>What the engine itself found wrong: a magic command, a package, another language.</summary>
    private CellFailed? OfEngine(Task<KernelCommandResult> ended)
    {
        var errors = new ErrorReport(folder, cell);
        if (ended.Exception is { } thrown)
            return errors.OfException(thrown);
        var failed = ended.IsCanceled ? null : ended.Result.Events.OfType<CommandFailed>().LastOrDefault();
        if (failed is null && !ended.IsCanceled)
            return null;
        return run.Stopped ? errors.OfInterruption(new OperationCanceledException()) : errors.OfEngine(failed?.Message ?? "It was cancelled.");
    }

    private void OnEvent(KernelEvent kernelEvent)
    {
        if (kernelEvent is DisplayEvent shown and (DisplayedValueProduced or DisplayedValueUpdated))
            publish(CellEvent.Displayed(shown.ValueId ?? $"{Guid.NewGuid()}", FormattedValues.Data(shown.FormattedValues), shown is DisplayedValueUpdated));
    }

    /// <summary>The engine shows what cells display, until they have ended.</summary>
    private void OnDisplayed(DisplayedValue displayed)
    {
        if (KernelInvocationContext.Current is { IsComplete: true })
            Show(displayed);
    }

    private Task OnInputRequested(RequestInput request, KernelInvocationContext context)
    {
        if (input.Ask(request.Prompt, request.IsPassword) is { } text)
            context.Publish(new InputProduced(text, request));
        else
            context.Fail(request, message: "Nobody is there to answer: the notebook runs without a front end that takes input.");
        return Task.CompletedTask;
    }
}
