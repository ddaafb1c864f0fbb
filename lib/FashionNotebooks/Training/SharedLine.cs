using System.Text;

namespace FashionNotebooks;

/// <summary>Lets the progress lines of many epochs share one console line, which begins with a title.</summary>
/// <param name="output">Where the line goes.</param>
/// <param name="title">What it begins with.</param>
internal sealed class SharedLine(TextWriter output, string title) : TextWriter
{
    private int width;

    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <summary>Replaces what the line says after its title.</summary>
    public override void Write(string? value)
    {
        var text = value?.Trim() ?? "";
        output.Write($"\r{title}  {text.PadRight(width)}");
        width = text.Length;
    }

    /// <summary>Ends nothing: what comes next replaces the line.</summary>
    public override void WriteLine() { }

    /// <summary>A whole message is one more state of the line.</summary>
    public override void WriteLine(string? value) => Write(value);

    /// <inheritdoc/>
    public override void Flush() => output.Flush();

    /// <summary>Replaces the line with its final text and ends it.</summary>
    public void Finish(string text)
    {
        Write(text);
        output.WriteLine();
    }
}
