using System.Collections;

namespace Microsoft.Data.Analysis;

/// <summary>The values of a row, in the columns' order.</summary>
public class DataFrameRow : IEnumerable<object?>
{
    private readonly DataFrame frame;
    private readonly long index;

    internal DataFrameRow(DataFrame frame, long index) => (this.frame, this.index) = (frame, index);

    /// <summary>The value in a column.</summary>
    public object? this[int index]
    {
        get => frame.Columns[index][this.index];
        set => frame.Columns[index][this.index] = value;
    }

    /// <summary>The value in a column.</summary>
    public object? this[string columnName]
    {
        get => frame[columnName][index];
        set => frame[columnName][index] = value;
    }

    /// <summary>The values.</summary>
    public IEnumerator<object?> GetEnumerator() => frame.Columns.Select(column => column[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The values with a blank after each.</summary>
    public override string ToString() => string.Concat(this.Select(value => $"{value ?? "null"} "));
}
