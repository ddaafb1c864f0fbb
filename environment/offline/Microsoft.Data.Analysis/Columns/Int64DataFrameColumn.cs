namespace Microsoft.Data.Analysis;

/// <summary>A column of whole numbers.</summary>
public class Int64DataFrameColumn : PrimitiveDataFrameColumn<long>
{
    /// <inheritdoc cref="PrimitiveDataFrameColumn{T}(string, IEnumerable{T?})"/>
    public Int64DataFrameColumn(string name, IEnumerable<long?> values)
        : base(name, values)
    {
    }

    /// <inheritdoc cref="PrimitiveDataFrameColumn{T}(string, IEnumerable{T})"/>
    public Int64DataFrameColumn(string name, IEnumerable<long> values)
        : base(name, values)
    {
    }

    /// <inheritdoc cref="PrimitiveDataFrameColumn{T}(string, long)"/>
    public Int64DataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal override PrimitiveDataFrameColumn<long> Like(IEnumerable<long?> values) => new Int64DataFrameColumn(Name, values);
}
