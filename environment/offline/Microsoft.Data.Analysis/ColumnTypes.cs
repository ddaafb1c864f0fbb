namespace Microsoft.Data.Analysis;

/// <summary>Which column holds values of which type, and which type a column of text is likely meant to be.</summary>
internal static class ColumnTypes
{
    public static DataFrameColumn Create(Type type, string name) =>
        type == typeof(bool) ? new BooleanDataFrameColumn(name)
        : type == typeof(byte) ? new ByteDataFrameColumn(name)
        : type == typeof(int) ? new Int32DataFrameColumn(name)
        : type == typeof(long) ? new Int64DataFrameColumn(name)
        : type == typeof(float) ? new SingleDataFrameColumn(name)
        : type == typeof(double) ? new DoubleDataFrameColumn(name)
        : type == typeof(DateTime) ? new DateTimeDataFrameColumn(name)
        : type == typeof(string) ? new StringDataFrameColumn(name)
        : throw new NotSupportedException($"A column of {type} can't be read; column {name} may be bool, byte, int, long, float, double, DateTime or string.");

    /// <summary>The narrowest of truth value, date, float and text that all values are; text if there is none.</summary>
    public static Type Guess(IEnumerable<string> values)
    {
        Type? guess = null;
        foreach (var value in values)
            if (value.Length > 0 && !value.Equals("null", StringComparison.OrdinalIgnoreCase))
                guess = guess is null ? TypeOf(value) : Wider(guess, TypeOf(value));
        return guess ?? typeof(string);
    }

    private static Type TypeOf(string value) =>
        bool.TryParse(value, out _) ? typeof(bool)
        : float.TryParse(value, out _) ? typeof(float)
        : DateTime.TryParse(value, out _) ? typeof(DateTime)
        : typeof(string);

    private static Type Wider(Type one, Type other) =>
        ((Type[])[typeof(string), typeof(float), typeof(bool), typeof(DateTime)]).First(type => type == one || type == other);
}
