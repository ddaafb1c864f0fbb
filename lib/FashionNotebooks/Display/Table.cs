using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace FashionNotebooks;

/// <summary>
/// Results in rows and columns. A cell that ends in one shows it; as text its columns are aligned. Columns of numbers are
/// aligned to the right: whole numbers get thousands separators, others as many decimals as their column needs, at most four. To
/// have them otherwise, give text.
/// </summary>
public sealed partial class Table
{
    private readonly string[][] cells;
    private readonly bool[] isNumeric;

    /// <summary>For columns that are only known when the program runs; otherwise <see cref="Of{T}(IEnumerable{T})"/> reads better.</summary>
    /// <param name="headers">A title for each column.</param>
    /// <param name="rows">Rows of as many cells; null is left empty.</param>
    /// <param name="caption">What the table shows, above it.</param>
    /// <exception cref="ArgumentException">There is no column, or a row has more or fewer cells than there are columns.</exception>
    public Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<object?>> rows, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(rows);
        if (headers.Count == 0)
            throw new ArgumentException("A table needs at least one column.", nameof(headers));
        (Headers, Caption) = ([.. headers], caption);
        var values = rows.Select(row => row.ToArray()).ToArray();
        for (var row = 0; row < values.Length; row++)
            if (values[row].Length != headers.Count)
                throw new ArgumentException($"Row {row} has {values[row].Length} cells for {headers.Count} columns.", nameof(rows));
        var decimals = headers.Select((_, column) => values.Select(row => Decimals(row[column])).DefaultIfEmpty(0).Max()).ToArray();
        cells = [.. values.Select(row => row.Select((value, column) => Format(value, decimals[column])).ToArray())];
        isNumeric = [.. headers.Select((_, column) => cells.Length > 0 && cells.All(row => row[column].Length == 0 || LooksNumeric(row[column])))];
    }

    /// <summary>
    /// A row for each object, a column for each of its properties: <c>Table.Of(epochs.Select(e => new { e.Epoch, e.TrainLoss }))</c>.
    /// A property's words become the title: TrainLoss "train loss", ECEOfBoth "ECE of both"; one with underscores stays as it
    /// is written, with spaces: Input_W "Input W".
    /// </summary>
    /// <param name="rows">Objects with the same properties.</param>
    /// <exception cref="ArgumentException">The objects have no properties, or not the same ones; or there is none to tell the columns.</exception>
    public static Table Of<T>(params IEnumerable<T> rows) where T : class => Make(null, rows);

    /// <inheritdoc cref="Of{T}(IEnumerable{T})"/>
    /// <param name="caption">What the table shows, above it.</param>
    /// <param name="rows">Objects with the same properties.</param>
    public static Table Of<T>(string caption, params IEnumerable<T> rows) where T : class => Make(caption, rows);

    /// <summary>Titles of the columns.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The rows as they are shown.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => cells;

    /// <summary>What the table shows; null if nothing is said.</summary>
    public string? Caption { get; }

    /// <summary>In aligned columns, with a line below the headers.</summary>
    public override string ToString()
    {
        var widths = Headers.Select((header, column) => cells.Select(row => row[column].Length).Append(header.Length).Max()).ToArray();
        string Line(IEnumerable<string> words) =>
            string.Join("  ", words.Select((word, column) => isNumeric[column] ? word.PadLeft(widths[column]) : word.PadRight(widths[column]))).TrimEnd();
        string[] caption = Caption is null ? [] : [Caption];
        return string.Join('\n', [.. caption, Line(Headers), Line(widths.Select(width => new string('-', width))), .. cells.Select(Line), ""]);
    }

    /// <summary>As an HTML table, whose headers are marked as such for readers that speak.</summary>
    public string ToHtml()
    {
        var caption = Caption is null ? "" : $"<caption style=\"text-align:left\">{WebUtility.HtmlEncode(Caption)}</caption>";
        return $"<table>{caption}<thead>{Row(Headers, "th", " scope=\"col\"")}</thead><tbody>{string.Concat(cells.Select(row => Row(row, "td")))}</tbody></table>";

        string Row(IReadOnlyList<string> words, string tag, string attribute = "") => $"<tr>{string.Concat(words.Select((word, column) =>
            $"<{tag}{attribute} style=\"text-align:{(isNumeric[column] ? "right" : "left")}\">{WebUtility.HtmlEncode(word)}</{tag}>"))}</tr>";
    }

    private static Table Make<T>(string? caption, IEnumerable<T> rows) where T : class
    {
        ArgumentNullException.ThrowIfNull(rows);
        object[] all = [.. rows];
        var type = typeof(T) != typeof(object) ? typeof(T) : all.FirstOrDefault()?.GetType()
            ?? throw new ArgumentException("There is no row that could tell the columns; give rows of one type, or use the constructor.", nameof(rows));
        if (Array.FindIndex(all, row => !type.IsInstanceOfType(row)) is >= 0 and var odd)
            throw new ArgumentException($"Row {odd} has other properties than the first one; all rows need the same, in the same order.", nameof(rows));
        var properties = type.GetProperties();
        return new([.. properties.Select(property => Title(property.Name))], all.Select(row => properties.Select(property => property.GetValue(row)).ToArray()), caption);
    }

    private static string Title(string name) => name.Contains('_')
        ? name.Replace('_', ' ').Trim()
        : string.Join(' ', WordStart().Split(name).Select(word => word.Length > 1 && word.Skip(1).All(letter => !char.IsLower(letter)) ? word : word.ToLowerInvariant()));

    [GeneratedRegex("(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordStart();

    private static string Format(object? cell, int decimals) => cell switch
    {
        null => "",
        float or double or decimal or Half => ((IFormattable)cell).ToString($"N{decimals}", CultureInfo.InvariantCulture),
        byte or sbyte or short or ushort or int or uint or long or ulong => ((IFormattable)cell).ToString("N0", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    /// <summary>How many decimals a number has when rounded to four; 0 for what isn't a fraction.</summary>
    private static int Decimals(object? cell) => cell is float or double or decimal or Half
        ? ((IFormattable)cell).ToString("0.####", CultureInfo.InvariantCulture).Split('.') is [_, var digits] ? digits.Length : 0
        : 0;

    private static bool LooksNumeric(string cell) =>
        cell is "…" or "–" or "NaN" || double.TryParse(cell.TrimEnd('%', ' ', 's'), NumberStyles.Number, CultureInfo.InvariantCulture, out _);
}
