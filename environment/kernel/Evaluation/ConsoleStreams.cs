using System.Collections.Concurrent;

namespace NotebookKernel.Evaluation;

/// <summary>Stands in for the console's output or error writer and publishes each write as it happens.</summary>
internal sealed class ConsoleCapture(string stream, Action<CellEvent> publish) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        if (!string.IsNullOrEmpty(value))
            publish(CellEvent.Stream(stream, value));
    }

    public override void WriteLine(string? value) => Write(value + "\n");
}

/// <summary>Stands in for the console's input: a line is asked of the front end when code reads one.</summary>
internal sealed class ConsoleInput(Action<CellEvent> publish) : TextReader
{
    private readonly ConcurrentQueue<string?> given = new();
    private readonly SemaphoreSlim arrived = new(0);
    private string line = "";
    private int read;

    /// <summary>Whether somebody is there to answer. Input has ended where nobody is.</summary>
    public bool Available { get; set; }

    /// <summary>Answers the code that waits; null ends the input.</summary>
    public void Give(string? text)
    {
        given.Enqueue(text);
        arrived.Release();
    }

    public override int Read()
    {
        var next = Peek();
        read += next < 0 ? 0 : 1;
        return next;
    }

    public override int Peek()
    {
        if (read == line.Length && Ask() is { } asked)
            (line, read) = (asked + "\n", 0);
        return read < line.Length ? line[read] : -1;
    }

    /// <summary>Asks for a line; null where there is none to come.</summary>
    public string? Ask(string prompt = "", bool password = false)
    {
        if (!Available)
            return null;
        // An answer that came after its cell was stopped is not for this one.
        while (arrived.Wait(0))
            given.TryDequeue(out _);
        publish(CellEvent.InputWanted(prompt, password));
        arrived.Wait();
        return given.TryDequeue(out var text) ? text : null;
    }
}
