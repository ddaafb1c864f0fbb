using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Worker;

/// <summary>The process that a notebook's code runs in: requests come in through one pipe, events and answers go out through another.</summary>
internal sealed class WorkerHost : IDisposable
{
    private readonly Stream answers;
    private readonly BlockingCollection<RunCell> cells = [];
    private readonly BlockingCollection<AskAboutCode> questions = [];
    private readonly TaskCompletionSource<CSharpSession> session = new();
    private bool listenerHadItsChance;

    private WorkerHost(Stream answers) => this.answers = answers;

    /// <summary>Runs until the parent closes its pipe or is gone.</summary>
    public static int Run(string requestsHandle, string answersHandle)
    {
        Posix.LeaveProcessGroup();
        Posix.HearInterrupts();
        Posix.BeFirstToGoWithoutMemory();
        using var requests = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, requestsHandle));
        using var answers = new AnonymousPipeClientStream(PipeDirection.Out, answersHandle);
        using var host = new WorkerHost(answers);
        host.Serve(requests);
        Environment.Exit(0);
        return 0;
    }

    public void Dispose()
    {
        cells.Dispose();
        questions.Dispose();
    }

    private void Serve(StreamReader requests)
    {
        // Registered before any cell's Console.CancelKeyPress and therefore called after it.
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt);
        // Cells start on one thread, until one is interrupted: what a library keeps for each thread, such as a dispose scope,
        // stays with the notebook.
        StartCells(() =>
        {
            var evaluation = new CSharpSession(Environment.CurrentDirectory, cellEvent => Send(new EventMessage(cellEvent)));
            session.SetResult(evaluation);
            RunCells(evaluation);
        });
        new Thread(AnswerQuestions) { IsBackground = true, Name = "questions" }.Start();
        while (requests.ReadLine() is { } line)
            switch (JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerRequest))
            {
                case RunCell cell:
                    cells.Add(cell);
                    break;
                case GiveInput input:
                    session.Task.Result.GiveInput(input.Text);
                    break;
                case AskAboutCode question:
                    questions.Add(question);
                    break;
            }
    }

    private static void StartCells(Action run) => new Thread(() => run()) { IsBackground = true, Name = "cells" }.Start();

    private void RunCells(CSharpSession evaluation)
    {
        var (output, error) = (Console.OpenStandardOutput(), Console.OpenStandardError());
        foreach (var request in cells.GetConsumingEnumerable())
        {
            listenerHadItsChance = false;
            var failure = evaluation.Run(request.Cell);
            var values = request.Expressions.Where(_ => failure is null).ToDictionary(named => named.Key, named => evaluation.Evaluate(named.Value));
            Posix.FlushNativeOutput();
            var mark = Encoding.UTF8.GetBytes(CellEnded.Mark);
            output.Write(mark);
            error.Write(mark);
            Send(new CellEnded(request.Id, failure, values));
            if (evaluation.Stopped)
            {
                // An abort leaves the signal blocked by which .NET stops a thread's loops, and threads inherit that.
                _ = Task.Run(() => StartCells(() => RunCells(evaluation)));
                return;
            }
        }
    }

    /// <summary>Questions about code are answered while a cell runs.</summary>
    private void AnswerQuestions()
    {
        foreach (var question in questions.GetConsumingEnumerable())
            try
            {
                Send(new AboutCode(question.Id, session.Task.Result.Questions.Answer(question.Type, question.Code, question.Cursor)));
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // The compiler met code that it can't deal with. The notebook must not end for that.
                var answer = new CellFailed(failure.GetType().Name, failure.Message, [failure.Message]).ToJson();
                answer["status"] = "error";
                Send(new AboutCode(question.Id, answer));
            }
    }

    /// <summary>Code that listens to Console.CancelKeyPress may finish its cell; other code, and code interrupted again, is stopped.</summary>
    private void OnInterrupt(PosixSignalContext signal)
    {
        var listened = signal.Cancel;
        signal.Cancel = true;
        if ((!listened || listenerHadItsChance) && session.Task.IsCompletedSuccessfully)
            _ = session.Task.Result.StopAsync();
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
