using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using nietras.SeparatedValues;

namespace FashionNotebooks;

/// <summary>
/// Reads and writes the CSV form of the dataset: a header <c>label,pixel1,...,pixel784</c>, then a line for each image:
/// its class and its 28 x 28 intensities, row by row, as whole numbers. Columns may stand in quotes, the file may be
/// gzipped, and the last line's end may be missing; an empty line is an error.
/// </summary>
public static class CsvFile
{
    private const int Side = 28;
    private const int Columns = 1 + Side * Side;

    /// <summary>The columns' names: label, pixel1, ..., pixel784.</summary>
    public static IReadOnlyList<string> Header { get; } = ["label", .. Enumerable.Range(1, Columns - 1).Select(n => $"pixel{n}")];

    /// <summary>Reads images and labels.</summary>
    /// <exception cref="FileNotFoundException">The file doesn't exist.</exception>
    /// <exception cref="InvalidDataException">
    /// It is another kind of file, the header is missing or another, a line is empty, has too few or too many columns, or
    /// a value is not a whole number from 0 to 255 (a label: from 0 to 9). The message begins with the file's name, line
    /// and column.
    /// </exception>
    public static LabeledImages Read(string path) => DataFile.Read(path, FileKind.Csv, (stream, _) =>
    {
        using var reader = Sep.New(',').Reader(o => o with { HasHeader = false, DisableColCountCheck = true, DisableQuotesParsing = true }).From(stream);
        var (labels, pixels) = (new List<byte>(), new List<byte>());
        if (!reader.MoveNext())
            throw new InvalidDataException($"{path}, line 1: the header label,pixel1,...,pixel784 is missing.");
        CheckHeader(path, reader.Current);
        while (reader.MoveNext())
        {
            var row = reader.Current;
            if (row.ColCount != Columns)
                throw WrongCount(path, row);
            labels.Add(Number(path, row, 0, FashionMnist.ClassNames.Count - 1));
            CollectionsMarshal.SetCount(pixels, labels.Count * (Columns - 1));
            ReadPixels(path, row, CollectionsMarshal.AsSpan(pixels)[^(Columns - 1)..]);
        }
        return new LabeledImages([.. pixels], [.. labels], Side, Side);
    });

    /// <summary>Writes images and labels, lines ending in LF. The file is written beside its place and then renamed.</summary>
    /// <exception cref="ArgumentException">The images are not of 28 x 28.</exception>
    public static void Write(LabeledImages images, string path)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Height != Side || images.Width != Side)
            throw new ArgumentException($"The CSV form is for images of {Side}x{Side}, but these are of {images.Height}x{images.Width}.", nameof(images));
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, bufferSize: 1 << 16) { NewLine = "\n" };
            writer.WriteLine(string.Join(',', Header));
            for (var i = 0; i < images.Count; i++)
            {
                writer.Write(images.Label(i));
                foreach (var pixel in images.Image(i))
                {
                    writer.Write(',');
                    writer.Write(pixel);
                }
                writer.WriteLine();
            }
        });
    }

    /// <summary>Digits straight from the line: to ask for each of its 784 columns takes twice as long. What is no number of one to three digits goes through <see cref="Number"/>.</summary>
    // Compiled at full strength at once: nearly all the time goes here, and a program may read one file only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadPixels(string path, SepReader.Row row, Span<byte> pixels)
    {
        var text = row.Span;
        var at = row[0].Span.Length;
        for (var p = 0; p < pixels.Length; p++)
        {
            var (start, value) = (++at, 0u);
            for (uint digit; at < text.Length && (digit = (uint)(text[at] - '0')) <= 9; at++)
                value = value * 10 + digit;
            if (at - start is 1 or 2 or 3 && value <= byte.MaxValue && (at == text.Length || text[at] == ','))
                pixels[p] = (byte)value;
            else
            {
                pixels[p] = Number(path, row, p + 1, byte.MaxValue);
                at = start + row[p + 1].Span.Length;
            }
        }
    }

    private static byte Number(string path, SepReader.Row row, int column, int largest)
    {
        var text = Unquoted(row[column].Span);
        if (byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= largest)
            return value;
        throw Wrong(path, row, column + 1, text.Length == 0 ? "the value is missing" : (text.ContainsAnyExceptInRange('0', '9'), column) switch
        {
            (true, _) => $"'{Clip(text)}' is not a whole number from 0 to {largest}",
            (_, 0) => $"the label is {Clip(text)}, but classes go from 0 to {largest}",
            _ => $"the value {Clip(text)} is over {largest}",
        });
    }

    private static void CheckHeader(string path, SepReader.Row row)
    {
        var first = Unquoted(row[0].Span);
        if (row.ColCount == 1 && first.IndexOfAny(";\t|") is var at and >= 0)
            throw Wrong(path, row, null, $"its columns are separated by '{(first[at] == '\t' ? "\\t" : first[at])}' where commas belong; write it again with commas");
        for (var column = 0; column < Math.Min(row.ColCount, Columns); column++)
        {
            var name = Unquoted(row[column].Span);
            if (name.SequenceEqual(Header[column]))
                continue;
            if (column > 0)
                throw Wrong(path, row, column + 1, $"the header says '{Clip(name)}' where {Header[column]} belongs");
            throw Wrong(path, row, null, row.ColCount == Columns + 1 && Unquoted(row[1].Span).SequenceEqual(Header[0])
                ? $"the first column, '{Clip(name)}', is an index, as pandas writes it; remove it, or write the file with to_csv(..., index=False)"
                : $"the header label,pixel1,...,pixel784 is missing; the line begins '{Clip(name)}'");
        }
        if (row.ColCount != Columns)
            throw WrongCount(path, row);
    }

    private static InvalidDataException WrongCount(string path, SepReader.Row row) =>
        row.Span.Length == 0 ? Wrong(path, row, null, "the line is empty; remove it")
        : row.ColCount > Columns ? Wrong(path, row, Columns + 1, $"there is a column too many; a line has {Columns}: the label and {Columns - 1} pixels. Does the line end in a comma?")
        : Wrong(path, row, null, $"it has {row.ColCount} column(s), but a line has {Columns}: the label and {Columns - 1} pixels. Is the file cut short?");

    private static InvalidDataException Wrong(string path, SepReader.Row row, int? column, string problem) =>
        new($"{path}, line {row.RowIndex + 1}{(column is null ? "" : $", column {column}")}: {problem}.");

    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> text) => text is ['"', .. var inside, '"'] ? inside : text;

    /// <summary>A field as it can be shown in a message: the beginning, without control characters.</summary>
    private static string Clip(ReadOnlySpan<char> text)
    {
        var clean = string.Concat(text[..Math.Min(text.Length, 20)].ToArray().Select(c => char.IsControl(c) ? '?' : c));
        return text.Length <= 20 ? clean : clean + "...";
    }
}
