using System.Collections;
using System.Globalization;
using System.Numerics;

namespace Microsoft.Data.Analysis;

/// <summary>A column of numbers, truth values or dates.</summary>
public class PrimitiveDataFrameColumn<T> : DataFrameColumn, IEnumerable<T?>
    where T : unmanaged
{
    private readonly List<T?> values = [];

    /// <param name="name">The column's name.</param>
    /// <param name="values">Its values; null where one is missing.</param>
    public PrimitiveDataFrameColumn(string name, IEnumerable<T?> values)
        : base(name, typeof(T))
    {
        this.values.AddRange(values);
        Length = this.values.Count;
    }

    /// <param name="name">The column's name.</param>
    /// <param name="values">Its values.</param>
    public PrimitiveDataFrameColumn(string name, IEnumerable<T> values)
        : this(name, values.Select(value => (T?)value))
    {
    }

    /// <param name="name">The column's name.</param>
    /// <param name="length">Number of values, all 0.</param>
    public PrimitiveDataFrameColumn(string name, long length = 0)
        : this(name, Enumerable.Repeat(default(T), (int)length))
    {
    }

    /// <inheritdoc/>
    public override long NullCount => values.Count(value => value is null);

    /// <summary>One value; null if it is missing.</summary>
    public new T? this[long rowIndex]
    {
        get => values[(int)rowIndex];
        set => values[(int)rowIndex] = value;
    }

    /// <summary>Adds a value at the end.</summary>
    public void Append(T? value)
    {
        values.Add(value);
        Length++;
    }

    /// <summary>Enumerates the values.</summary>
    public IEnumerator<T?> GetEnumerator() => values.GetEnumerator();

    /// <inheritdoc/>
    public override bool IsNumericColumn() => typeof(T) != typeof(bool) && typeof(T) != typeof(char) && typeof(T) != typeof(DateTime);

    /// <inheritdoc/>
    public override bool HasDescription() => IsNumericColumn() || typeof(T) == typeof(DateTime);

    /// <inheritdoc/>
    public override DataFrameColumn Description() => new PrimitiveDataFrameColumn<float>(Name, (float?[])
    [
        Length - NullCount,
        Single(Max),
        Single(Min),
        Single(Sum) / Length,
    ]);

    /// <inheritdoc/>
    public override object? Max() => Present.Any() ? Present.Max() : null;

    /// <inheritdoc/>
    public override object? Min() => Present.Any() ? Present.Min() : null;

    /// <inheritdoc/>
    public override object? Sum() => !Present.Any() ? null : Present switch
    {
        IEnumerable<byte> numbers => (object)Add(numbers),
        IEnumerable<int> numbers => Add(numbers),
        IEnumerable<long> numbers => Add(numbers),
        IEnumerable<float> numbers => Add(numbers),
        IEnumerable<double> numbers => Add(numbers),
        _ => throw new NotSupportedException($"Column {Name} holds {typeof(T)}, which can't be added."),
    };

    /// <inheritdoc/>
    public override double Mean() => Length == 0 ? 0 : Convert.ToDouble(Sum()) / (Length - NullCount);

    /// <inheritdoc/>
    public override DataFrame ValueCounts()
    {
        var groups = Present.GroupBy(value => value).ToArray();
        return new(
            new PrimitiveDataFrameColumn<T>("Values", groups.Select(group => group.Key)),
            new PrimitiveDataFrameColumn<long>("Counts", groups.Select(group => group.LongCount())));
    }

    /// <inheritdoc/>
    protected override IEnumerator GetEnumeratorCore() => GetEnumerator();

    /// <inheritdoc/>
    protected override object? GetValue(long rowIndex) => this[rowIndex];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The value is of another type.</exception>
    protected override void SetValue(long rowIndex, object? value) => this[rowIndex] = value is null or T
        ? (T?)value
        : throw new ArgumentException($"Expected value to be of type {DataType}", nameof(value));

    internal override void AppendText(string? text, CultureInfo culture)
    {
        if (string.IsNullOrEmpty(text) || text.Equals("null", StringComparison.OrdinalIgnoreCase))
            Append(null);
        else
            try
            {
                Append((T)Convert.ChangeType(text, typeof(T), culture));
            }
            catch (FormatException error)
            {
                throw new FormatException($"Row {Length + 1} of column '{Name}' holds '{text}', which is no {typeof(T).Name}.", error);
            }
    }

    internal override DataFrameColumn Select(long[] rows) => Like(rows.Select(row => this[row]));

    /// <summary>A column of the same name and class with other values.</summary>
    internal virtual PrimitiveDataFrameColumn<T> Like(IEnumerable<T?> values) => new(Name, values);

    internal override IEnumerable<long> Order(bool ascending, bool nullsLast) => Order(values, Comparer<T?>.Default, ascending, nullsLast);

    private IEnumerable<T> Present => values.Where(value => value is not null).Select(value => value!.Value);

    private static TNumber Add<TNumber>(IEnumerable<TNumber> numbers)
        where TNumber : INumber<TNumber>
    {
        var sum = TNumber.Zero;
        foreach (var number in numbers)
            sum = unchecked(sum + number);
        return sum;
    }

    /// <summary>A figure as a float, or null where there is none: no value, or a date.</summary>
    private static float? Single(Func<object?> figure)
    {
        try
        {
            return figure() is { } value ? Convert.ToSingle(value) : null;
        }
        catch (Exception error) when (error is NotSupportedException or InvalidCastException)
        {
            return null;
        }
    }
}
