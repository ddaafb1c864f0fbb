using System.Collections;
using System.Globalization;
using System.Text;

namespace Microsoft.Data.Analysis;

/// <summary>A column of a table: values of one type, any of which may be missing (null).</summary>
public abstract class DataFrameColumn : IEnumerable
{
    private protected DataFrameColumn(string name, Type type) => (Name, DataType) = (name, type);

    /// <summary>The column's name.</summary>
    public string Name { get; private set; }

    /// <summary>Type of the values.</summary>
    public Type DataType { get; }

    /// <summary>How many cells there are, empty ones included.</summary>
    public long Length { get; protected set; }

    /// <summary>How many cells are empty.</summary>
    public abstract long NullCount { get; }

    /// <summary>One value; null if it is missing.</summary>
    public object? this[long rowIndex]
    {
        get => GetValue(rowIndex);
        set => SetValue(rowIndex, value);
    }

    /// <summary>Changes the name of a column that isn't part of a table.</summary>
    public void SetName(string newName) => Name = newName;

    /// <summary>Whether the values are numbers.</summary>
    public virtual bool IsNumericColumn() => false;

    /// <summary>Whether <see cref="Description"/> has something to say.</summary>
    public virtual bool HasDescription() => false;

    /// <summary>Number of values, largest, smallest and mean value.</summary>
    public virtual DataFrameColumn Description() => throw new NotImplementedException();

    /// <summary>Type and number of values.</summary>
    public virtual StringDataFrameColumn Info() => new(Name, [DataType.ToString(), (Length - NullCount).ToString()]);

    /// <summary>The largest value; null if there is none.</summary>
    public virtual object? Max() => throw new NotImplementedException();

    /// <summary>The smallest value; null if there is none.</summary>
    public virtual object? Min() => throw new NotImplementedException();

    /// <summary>The sum, of the values' own type; begins again at its lower end when that is too narrow. Null if there is no value.</summary>
    public virtual object? Sum() => throw new NotImplementedException();

    /// <summary>The mean of the values that are there.</summary>
    public virtual double Mean() => throw new NotImplementedException();

    /// <summary>A table of each different value ("Values") and how often it occurs ("Counts"), in the order they are met.</summary>
    public virtual DataFrame ValueCounts() => throw new NotImplementedException();

    /// <summary>The first 25 values, name and type.</summary>
    public override string ToString() => ToString(DataFrame.RowsInPreview);

    /// <summary>The first values, name and type.</summary>
    public string ToString(long rowsToShow)
    {
        var text = new StringBuilder(Name);
        var shown = Math.Min(Length, rowsToShow);
        for (long i = 0; i < shown; i++)
            text.Append(this[i] ?? "null").AppendLine();
        if (shown < Length)
            text.Append($"  ... {rowsToShow} of total {Length}").AppendLine();
        return text.Append($"Name: {Name}, Type: {DataType}").ToString();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumeratorCore();

    /// <summary>Enumerates the values.</summary>
    protected abstract IEnumerator GetEnumeratorCore();

    /// <summary>Reads one value.</summary>
    protected abstract object? GetValue(long rowIndex);

    /// <summary>Writes one value.</summary>
    protected abstract void SetValue(long rowIndex, object? value);

    /// <summary>Appends a value written as text; null, and what stands for it, is an empty cell.</summary>
    internal abstract void AppendText(string? text, CultureInfo culture);

    /// <summary>A column of the values at some places.</summary>
    internal abstract DataFrameColumn Select(long[] rows);

    /// <summary>The places of the values in order; equal ones stay in theirs.</summary>
    internal abstract IEnumerable<long> Order(bool ascending, bool nullsLast);

    private protected static IEnumerable<long> Order<T>(IReadOnlyList<T> values, IComparer<T> comparer, bool ascending, bool nullsLast)
    {
        var all = Enumerable.Range(0, values.Count).Select(i => (long)i).ToLookup(i => values[(int)i] is null);
        var present = ascending ? all[false].OrderBy(i => values[(int)i], comparer) : all[false].OrderByDescending(i => values[(int)i], comparer);
        return nullsLast ? present.Concat(all[true]) : all[true].Concat(present);
    }
}
