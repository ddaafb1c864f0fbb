using System.Runtime.CompilerServices;
using System.Text;

namespace FashionNotebooks;

/// <summary>
/// Reads and writes the CSV form of the dataset: a header <c>label,pixel1,...,pixel784</c>, then a line for each image:
/// its class and its 28 x 28 intensities, row by row, as whole numbers. Lines end in LF or CRLF; the last line's end
/// may be missing; an empty line is an error.
/// </summary>
public static class CsvFile
{
    private const int Side = 28;
    private const int Pixels = Side * Side;
    private const int Columns = 1 + Pixels;

    /// <summary>The columns' names: label, pixel1, ..., pixel784.</summary>
    public static IReadOnlyList<string> Header { get; } = ["label", .. Enumerable.Range(1, Pixels).Select(n => $"pixel{n}")];

    /// <summary>Reads images and labels.</summary>
    /// <exception cref="FileNotFoundException">The file doesn't exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The header is missing or another, a line is empty, has too few or too many columns, or a value is not a whole
    /// number from 0 to 255 (a label: from 0 to 9). The message begins with the file's name, line and column.
    /// </exception>
    public static LabeledImages Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such file.", path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return new Reader(path, stream).Read();
    }

    /// <summary>Writes images and labels, lines ending in LF. The file is written beside its place and then renamed.</summary>
    /// <exception cref="ArgumentException">The images are not of 28 x 28.</exception>
    public static void Write(LabeledImages images, string path)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Height != Side || images.Width != Side)
            throw new ArgumentException($"The CSV form is for images of {Side}x{Side}, but these are of {images.Height}x{images.Width}.", nameof(images));
        var numbers = Enumerable.Range(0, 256).Select(n => Encoding.ASCII.GetBytes($"{n}")).ToArray();
        var line = new byte[Columns * 4];
        AtomicFile.Write(path, stream =>
        {
            stream.Write(Encoding.ASCII.GetBytes(string.Join(',', Header) + '\n'));
            for (var i = 0; i < images.Count; i++)
            {
                var end = 0;
                Append(images.Label(i));
                foreach (var pixel in images.Image(i))
                    Append(pixel);
                line[end - 1] = (byte)'\n';
                stream.Write(line, 0, end);

                void Append(int value)
                {
                    foreach (var digit in numbers[value])
                        line[end++] = digit;
                    line[end++] = (byte)',';
                }
            }
        });
    }

    /// <summary>
    /// One pass over the bytes through a small buffer: 130 MB of digits are neither held in memory nor made into strings.
    /// </summary>
    private sealed class Reader(string path, Stream stream)
    {
        private const int MaxDigits = 3;

        // A line that is not yet known to be wrong is never longer than this, nor is the header (6,954 bytes).
        private const int LongestLine = 1 << 14;

        private readonly byte[] buffer = new byte[1 << 18];
        private int position, end, line = 1;
        private bool ended;

        private byte[] pixels = new byte[1024 * Pixels];
        private byte[] labels = new byte[1024];
        private int count;

        public LabeledImages Read()
        {
            Refill();
            ReadHeader();
            for (; Refill(); line++)
                ReadRow();
            Array.Resize(ref pixels, count * Pixels);
            Array.Resize(ref labels, count);
            return new LabeledImages(pixels, labels, Side, Side);
        }

        /// <summary>Sees to it that the next line is in the buffer; false at the end of the file.</summary>
        private bool Refill()
        {
            if (!ended && end - position < LongestLine)
            {
                buffer.AsSpan(position, end - position).CopyTo(buffer);
                (position, end) = (0, end - position);
                while (!ended && end < buffer.Length)
                {
                    var read = stream.Read(buffer, end, buffer.Length - end);
                    end += read;
                    ended = read == 0;
                }
            }
            return position < end;
        }

        private void ReadHeader()
        {
            if (position == end)
                throw Error(null, "the file is empty; it should begin with the header label,pixel1,...,pixel784");
            if (buffer.AsSpan(position, end - position).StartsWith("\uFEFF"u8))
                position += 3;
            for (var column = 1; column <= Columns; column++)
            {
                var name = Field();
                if (name == Header[column - 1])
                {
                    position += name.Length;
                    EndField(column);
                    continue;
                }
                if (column == 1)
                    throw Error(null, $"the header label,pixel1,...,pixel784 is missing; the line begins '{Clip(name)}'");
                throw Error(column, $"the header says '{Clip(name)}' where {Header[column - 1]} belongs");
            }
            line++;
        }

        private void ReadRow()
        {
            if (buffer[position] is (byte)'\n' or (byte)'\r')
                throw Error(null, "the line is empty; remove it");
            if (count == labels.Length)
            {
                Array.Resize(ref pixels, pixels.Length * 2);
                Array.Resize(ref labels, labels.Length * 2);
            }
            labels[count] = ReadNumber(1);
            EndField(1);
            var row = pixels.AsSpan(count * Pixels, Pixels);
            var plain = ReadPlain(buffer.AsSpan(position, end - position), row[..^1], out var length);
            position += length;
            for (var column = plain + 2; column <= Columns; column++)
            {
                row[column - 2] = ReadNumber(column);
                EndField(column);
            }
            count++;
        }

        /// <summary>
        /// The quick way through a line: values of one to three digits, a comma after each. Returns how many it read, and
        /// stops before anything else, which is left to <see cref="ReadNumber"/> and <see cref="EndField"/>.
        /// </summary>
        // Compiled at full strength at once: nearly all the time goes here, and a program may read one file only.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static int ReadPlain(ReadOnlySpan<byte> text, Span<byte> values, out int length)
        {
            var (read, at) = (0, 0);
            while (read < values.Length && at + MaxDigits < text.Length)
            {
                var value = (uint)(text[at] - '0');
                if (value > 9)
                    break;
                var next = at + 1;
                for (; next <= at + 2; next++)
                {
                    var digit = (uint)(text[next] - '0');
                    if (digit > 9)
                        break;
                    value = value * 10 + digit;
                }
                if (value > byte.MaxValue || text[next] != ',')
                    break;
                values[read++] = (byte)value;
                at = next + 1;
            }
            length = at;
            return read;
        }

        private byte ReadNumber(int column)
        {
            var largest = column == 1 ? FashionMnist.ClassNames.Count - 1 : byte.MaxValue;
            var (start, value) = (position, 0);
            while (position < end && (uint)(buffer[position] - '0') <= 9 && position - start < MaxDigits)
                value = value * 10 + buffer[position++] - '0';
            if (position > start && value <= largest && (position == end || buffer[position] is (byte)',' or (byte)'\n' or (byte)'\r'))
                return (byte)value;

            position = start;
            var field = Field();
            var isNumber = field.Length > 0 && field.All(char.IsAsciiDigit);
            throw Error(column, field switch
            {
                "" => "the value is missing",
                _ when isNumber && column == 1 => $"the label is {Clip(field)}, but classes go from 0 to {largest}",
                _ when isNumber => $"the value {Clip(field)} is over {largest}",
                _ => $"'{Clip(field)}' is not a whole number from 0 to {largest}",
            });
        }

        /// <summary>Steps over the comma after a column, or the end of line after the last.</summary>
        private void EndField(int column)
        {
            var rest = buffer.AsSpan(position, end - position);
            if (column == Columns)
            {
                if (rest is [(byte)',', ..])
                    throw Error(column + 1, $"there is a column too many; a line has {Columns}: the label and {Pixels} pixels");
                position += rest switch
                {
                    [] => 0,
                    [(byte)'\n', ..] => 1,
                    [(byte)'\r', (byte)'\n', ..] => 2,
                    _ => throw Error(column, "a carriage return without a line feed follows; lines end in LF or CRLF"),
                };
            }
            else if (rest is [(byte)',', ..])
                position++;
            else
                throw Error(null, $"it has {column} column(s), but a line has {Columns}: the label and {Pixels} pixels. Is the file cut short?");
        }

        /// <summary>The text up to the next comma or end of line.</summary>
        private string Field()
        {
            var rest = buffer.AsSpan(position, Math.Min(end - position, LongestLine));
            var length = rest.IndexOfAny(",\r\n"u8);
            return Encoding.UTF8.GetString(length < 0 ? rest : rest[..length]);
        }

        /// <summary>A field as it can be shown in a message: the beginning, without control characters.</summary>
        private static string Clip(string text)
        {
            var clean = string.Concat(text.Take(20).Select(c => char.IsControl(c) ? '?' : c));
            return text.Length <= 20 ? clean : clean + "...";
        }

        private InvalidDataException Error(int? column, string problem) =>
            new(column is int number ? $"{path}, line {line}, column {number}: {problem}." : $"{path}, line {line}: {problem}.");
    }
}
