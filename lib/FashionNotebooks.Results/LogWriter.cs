using System.Text;

namespace FashionNotebooks.Results;

/// <summary>For a log instead of a terminal: of a line that rewrites itself only the last state is kept.</summary>
internal sealed class LogWriter(TextWriter log) : TextWriter
{
    private string line = "";

    /// <inheritdoc/>
    public override Encoding Encoding => log.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => line = value == '\r' ? "" : line + value;

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        foreach (var character in value ?? "")
            Write(character);
    }

    /// <inheritdoc/>
    public override void WriteLine()
    {
        log.WriteLine(line.TrimEnd());
        log.Flush();
        line = "";
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        Write(value);
        WriteLine();
    }
}
