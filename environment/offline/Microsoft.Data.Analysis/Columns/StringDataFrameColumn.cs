using System.Collections;
using System.Globalization;

namespace Microsoft.Data.Analysis;

/// <summary>A column of text.</summary>
public class StringDataFrameColumn : DataFrameColumn, IEnumerable<string?>
{
    private readonly List<string?> values = [];

    /// <param name="name">The column's name.</param>
    /// <param name="length">Number of values, all missing.</param>
    public StringDataFrameColumn(string name, long length = 0)
        : this(name, Enumerable.Repeat<string?>(null, (int)length))
    {
    }

    /// <param name="name">The column's name.</param>
    /// <param name="values">Its values.</param>
    public StringDataFrameColumn(string name, IEnumerable<string?> values)
        : base(name, typeof(string))
    {
        this.values.AddRange(values);
        Length = this.values.Count;
    }

    /// <inheritdoc/>
    public override long NullCount => values.Count(value => value is null);

    /// <summary>One value; null if it is missing.</summary>
    public new string? this[long rowIndex]
    {
        get => values[(int)rowIndex];
        set => values[(int)rowIndex] = value;
    }

    /// <summary>Adds a value at the end.</summary>
    public void Append(string? value)
    {
        values.Add(value);
        Length++;
    }

    /// <summary>Enumerates the values.</summary>
    public IEnumerator<string?> GetEnumerator() => values.GetEnumerator();

    /// <inheritdoc/>
    public override DataFrame ValueCounts()
    {
        var groups = values.Where(value => value is not null).GroupBy(value => value).ToArray();
        return new(
            new StringDataFrameColumn("Values", groups.Select(group => group.Key)),
            new PrimitiveDataFrameColumn<long>("Counts", groups.Select(group => group.LongCount())));
    }

    /// <inheritdoc/>
    protected override IEnumerator GetEnumeratorCore() => GetEnumerator();

    /// <inheritdoc/>
    protected override object? GetValue(long rowIndex) => this[rowIndex];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The value is no text.</exception>
    protected override void SetValue(long rowIndex, object? value) => this[rowIndex] = value is null or string
        ? (string?)value
        : throw new ArgumentException($"Expected value to be of type {DataType}", nameof(value));

    internal override void AppendText(string? text, CultureInfo culture) =>
        Append("null".Equals(text, StringComparison.OrdinalIgnoreCase) ? null : text);

    internal override DataFrameColumn Select(long[] rows) => new StringDataFrameColumn(Name, rows.Select(row => this[row]));

    internal override IEnumerable<long> Order(bool ascending, bool nullsLast) => Order(values, StringComparer.Ordinal, ascending, nullsLast);
}
