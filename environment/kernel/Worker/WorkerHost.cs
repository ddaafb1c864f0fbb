using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Worker;

/// <summary>The process that a notebook's code runs in: cells come in through one pipe, events go out through another.</summary>
internal static class WorkerHost
{
    /// <summary>Runs until the parent closes its pipe or is gone.</summary>
    /// <param name="cellsHandle">The pipe to read cells from.</param>
    /// <param name="eventsHandle">The pipe to write events to.</param>
    public static int Run(string cellsHandle, string eventsHandle)
    {
        Posix.LeaveProcessGroup();
        using var cells = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, cellsHandle));
        using var events = new AnonymousPipeClientStream(PipeDirection.Out, eventsHandle);
        using var waiting = new BlockingCollection<Cell>();

        // All cells start on one thread: what a library keeps for each thread, such as a dispose scope, stays with the notebook.
        new Thread(() => RunCells(waiting, events)) { IsBackground = true, Name = "cells" }.Start();
        while (cells.ReadLine() is { } line)
            waiting.Add(JsonSerializer.Deserialize(line, WorkerJson.Default.Cell)!);
        Environment.Exit(0);
        return 0;
    }

    private static void RunCells(BlockingCollection<Cell> waiting, Stream events)
    {
        var (output, error) = (Console.OpenStandardOutput(), Console.OpenStandardError());
        using var session = new CSharpSession(Environment.CurrentDirectory, cellEvent => Send(new(cellEvent, null)));
        foreach (var cell in waiting.GetConsumingEnumerable())
        {
            var succeeded = session.RunAsync(cell).GetAwaiter().GetResult();
            Posix.FlushNativeOutput();
            var mark = Encoding.UTF8.GetBytes(WorkerMessage.EndOfCell);
            output.Write(mark);
            error.Write(mark);
            Send(new(null, succeeded));
        }

        void Send(WorkerMessage message)
        {
            var line = JsonSerializer.SerializeToUtf8Bytes(message, WorkerJson.Default.WorkerMessage);
            lock (events)
            {
                events.Write([.. line, (byte)'\n']);
                events.Flush();
            }
        }
    }
}
