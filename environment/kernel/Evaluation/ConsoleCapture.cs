using System.Text;

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
