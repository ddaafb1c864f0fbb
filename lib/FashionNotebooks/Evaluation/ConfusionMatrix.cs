namespace FashionNotebooks.Evaluation;

/// <summary>How often each true class (row) was predicted as each class (column).</summary>
public sealed class ConfusionMatrix(int[,] counts, IReadOnlyList<string> classNames)
{
    /// <summary>Rows are true classes, columns predicted ones.</summary>
    public int[,] Counts { get; } = counts;

    /// <summary>Names of the classes, in index order.</summary>
    public IReadOnlyList<string> ClassNames { get; } = classNames;
}
