using System.Collections;

namespace Microsoft.Data.Analysis;

/// <summary>The rows of a table.</summary>
public class DataFrameRowCollection : IEnumerable<DataFrameRow>
{
    private readonly DataFrame frame;

    internal DataFrameRowCollection(DataFrame frame) => this.frame = frame;

    /// <summary>How many there are.</summary>
    public long Count => frame.Columns.Count == 0 ? 0 : frame.Columns[0].Length;

    /// <summary>One row.</summary>
    public DataFrameRow this[long index] => new(frame, index);

    /// <summary>All rows.</summary>
    public IEnumerator<DataFrameRow> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
