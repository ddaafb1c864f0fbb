using System.Text;

namespace NotebookKernel.Notebooks;

/// <summary>
/// Console text as a terminal would leave it: \r and \b move back, later text overwrites, ESC[K erases to the end of the line.
/// Thousands of progress lines come down to the last one.
/// </summary>
internal sealed class TerminalText
{
    private readonly StringBuilder finished = new();
    private readonly StringBuilder line = new();
    private readonly StringBuilder escape = new();
    private int cursor;

    /// <summary>The line that is being written.</summary>
    public string CurrentLine => line.ToString();

    public void Append(string text)
    {
        foreach (var character in text)
            if (escape.Length > 0 || character == '\u001b')
                AppendToEscape(character);
            else
                Append(character);
    }

    public override string ToString() => finished.ToString() + line + escape;

    private void Append(char character)
    {
        switch (character)
        {
            case '\n':
                finished.Append(line).Append('\n');
                line.Clear();
                cursor = 0;
                break;
            case '\r':
                cursor = 0;
                break;
            case '\b':
                cursor = Math.Max(0, cursor - 1);
                break;
            default:
                if (cursor < line.Length)
                    line[cursor] = character;
                else
                    line.Append(character);
                cursor++;
                break;
        }
    }

    /// <summary>Colours and the like are kept for the front end; erasing is done here.</summary>
    private void AppendToEscape(char character)
    {
        escape.Append(character);
        var complete = escape.Length > 2 ? character is >= '@' and <= '~' : escape.Length == 2 && character != '[';
        if (!complete)
            return;
        var sequence = escape.ToString();
        escape.Clear();
        switch (sequence)
        {
            case "\u001b[K" or "\u001b[0K":
                line.Length = Math.Min(line.Length, cursor);
                break;
            case "\u001b[2K":
                line.Clear().Append(' ', cursor);
                break;
            default:
                foreach (var kept in sequence)
                    Append(kept);
                break;
        }
    }
}
