using System.Collections.ObjectModel;

namespace Microsoft.Data.Analysis;

/// <summary>The columns of a table, by place or by name. All have one length, and no two have one name.</summary>
public class DataFrameColumnCollection : Collection<DataFrameColumn>
{
    private readonly Dictionary<string, int> places = [];

    internal DataFrameColumnCollection(IEnumerable<DataFrameColumn> columns)
    {
        foreach (var column in columns)
            Add(column);
    }

    /// <summary>A column; setting adds or replaces it and gives it the name.</summary>
    /// <exception cref="ArgumentException">There is no column of that name.</exception>
    public DataFrameColumn this[string columnName]
    {
        get => IndexOf(columnName) is >= 0 and var index
            ? this[index]
            : throw new ArgumentException($"Column '{columnName}' does not exist", nameof(columnName));
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            var index = IndexOf(columnName);
            value.SetName(columnName);
            if (index < 0)
                Add(value);
            else
                this[index] = value;
        }
    }

    /// <summary>The place of a column; -1 if there is none of that name.</summary>
    public int IndexOf(string columnName) => places.GetValueOrDefault(columnName, -1);

    /// <summary>Takes a column away, if there is one of that name.</summary>
    public void Remove(string columnName)
    {
        if (IndexOf(columnName) is >= 0 and var index)
            RemoveAt(index);
    }

    /// <inheritdoc/>
    protected override void InsertItem(int columnIndex, DataFrameColumn column)
    {
        Check(column, replaced: -1);
        base.InsertItem(columnIndex, column);
        NumberPlaces();
    }

    /// <inheritdoc/>
    protected override void SetItem(int columnIndex, DataFrameColumn column)
    {
        Check(column, replaced: columnIndex);
        base.SetItem(columnIndex, column);
        NumberPlaces();
    }

    /// <inheritdoc/>
    protected override void RemoveItem(int columnIndex)
    {
        base.RemoveItem(columnIndex);
        NumberPlaces();
    }

    /// <inheritdoc/>
    protected override void ClearItems()
    {
        base.ClearItems();
        NumberPlaces();
    }

    private void Check(DataFrameColumn column, int replaced)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (Count > 0 && column.Length != this[0].Length && !(Count == 1 && replaced == 0))
            throw new ArgumentException("Column lengths are mismatched", nameof(column));
        if (IndexOf(column.Name) is >= 0 and var index && index != replaced)
            throw new ArgumentException($"DataFrame already contains a column called {column.Name}", nameof(column));
    }

    private void NumberPlaces()
    {
        places.Clear();
        for (var i = 0; i < Count; i++)
            places[this[i].Name] = i;
    }
}
