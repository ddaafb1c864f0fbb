using System.Globalization;
using Microsoft.Data.Analysis;

namespace FashionNotebooks;

/// <summary>Makes a table that fits a page of a data frame, which may have hundreds of columns and any number of rows.</summary>
internal static class DataFrameTable
{
    private const int MaximumRows = 20, EndRows = 5, MaximumColumns = 12, FirstColumns = 7, LastColumns = 3;

    /// <summary>All rows and columns if they are few, else the first and the last ones; the caption tells how many there are.</summary>
    public static Table Of(DataFrame frame)
    {
        var columns = Ends(frame.Columns.Count, MaximumColumns, FirstColumns, LastColumns);
        var rows = Ends(frame.Rows.Count, MaximumRows, EndRows, EndRows);
        if (columns.Length == 0)
            return new(["(no columns)"], []);
        return new(
            [.. columns.Select(column => column is { } c ? frame.Columns[(int)c].Name : "…")],
            rows.Select(row => columns.Select(column => row is { } r && column is { } c ? Cell(frame[r, (int)c]) : "…").ToArray()),
            $"{Count(frame.Rows.Count, "row")}, {Count(frame.Columns.Count, "column")}");
    }

    /// <summary>Indices from the start and the end, with null between them for those left out.</summary>
    private static long?[] Ends(long count, int maximum, int first, int last)
    {
        var all = Enumerable.Range(0, (int)count).Select(i => (long?)i);
        return count <= maximum ? [.. all] : [.. all.Take(first), null, .. all.TakeLast(last)];
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        float or double => ((IFormattable)value).ToString("#,0.####", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Count(long count, string what) => Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
