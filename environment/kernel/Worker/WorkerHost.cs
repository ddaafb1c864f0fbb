using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Worker;

/// <summary>The process that a notebook's code runs in: requests come in through one pipe, events and answers go out through another.</summary>
internal sealed class WorkerHost
{
    private readonly Stream answers;
    private readonly Channel<RunCell> cells = Channel.CreateUnbounded<RunCell>();
    private readonly CSharpSession session;
    private Task questions = Task.CompletedTask;
    private bool listenerHadItsChance;

    private WorkerHost(Stream answers)
    {
        this.answers = answers;
        session = new CSharpSession(Environment.CurrentDirectory, cellEvent => Send(new EventMessage(cellEvent)));
    }

    /// <summary>Runs until the parent closes its pipe or is gone.</summary>
    public static int Run(string requestsHandle, string answersHandle)
    {
        Posix.LeaveProcessGroup();
        Posix.BeFirstToGoWithoutMemory();
        using var requests = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, requestsHandle));
        using var answers = new AnonymousPipeClientStream(PipeDirection.Out, answersHandle);
        WorkerHost? host = null;
        // Registered before any cell's Console.CancelKeyPress and therefore called after it.
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            var listened = signal.Cancel;
            signal.Cancel = true;
            host?.OnInterrupt(listened);
        });
        host = new WorkerHost(answers);
        host.Serve(requests);
        Environment.Exit(0);
        return 0;
    }

    private void Serve(StreamReader requests)
    {
        StartCells();
        while (requests.ReadLine() is { } line)
            switch (JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerRequest))
            {
                case RunCell cell:
                    cells.Writer.TryWrite(cell);
                    break;
                case GiveInput input:
                    session.GiveInput(input.Text);
                    break;
                case AskAboutCode question:
                    // One after the other, while a cell may run and hold all threads of the pool.
                    questions = questions.ContinueWith(_ => Answer(question), default, TaskContinuationOptions.LongRunning, TaskScheduler.Default);
                    break;
            }
    }

    /// <summary>
    /// Cells start on one thread, until one is interrupted: what a library keeps for each thread, such as a dispose scope, stays with
    /// the notebook.
    /// </summary>
    private void StartCells() => new Thread(RunCells) { IsBackground = true, Name = "cells" }.Start();

    private void RunCells()
    {
        var mark = Encoding.UTF8.GetBytes(CellEnded.Mark);
        var (output, error) = (Console.OpenStandardOutput(), Console.OpenStandardError());
        foreach (var request in cells.Reader.ReadAllAsync().ToBlockingEnumerable())
        {
            listenerHadItsChance = false;
            var failure = session.Run(request.Cell);
            var values = request.Expressions.Where(_ => failure is null).ToDictionary(named => named.Key, named => session.Evaluate(named.Value));
            Posix.FlushNativeOutput();
            output.Write(mark);
            error.Write(mark);
            Send(new CellEnded(request.Id, failure, values));
            if (session.Stopped)
            {
                // An abort leaves the signal blocked by which .NET stops a thread's loops, and threads inherit that.
                _ = Task.Run(StartCells);
                return;
            }
        }
    }

    private void Answer(AskAboutCode question)
    {
        JsonObject answer;
        try
        {
            answer = session.Questions.Answer(question.Type, question.Code, question.Cursor);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The compiler met code that it can't deal with. The notebook must not end for that.
            answer = CellFailed.Of(failure).ToReply();
        }
        Send(new AboutCode(question.Id, answer));
    }

    /// <summary>Code that listens to Console.CancelKeyPress may finish its cell; other code, and code interrupted again, is stopped.</summary>
    private void OnInterrupt(bool listened)
    {
        if (!listened || listenerHadItsChance)
            _ = session.StopAsync();
        listenerHadItsChance = true;
    }

    private void Send(WorkerMessage message)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, WorkerJson.Default.WorkerMessage), (byte)'\n'];
        try
        {
        }
        finally
        {
            // A cell that is being aborted is not while in a finally block: no half a line reaches the parent.
            lock (answers)
            {
                answers.Write(line);
                answers.Flush();
            }
        }
    }
}
