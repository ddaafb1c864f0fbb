namespace NotebookKernel.Evaluation;

/// <summary>Code to run.</summary>
/// <param name="Number">Its execution count: 1 for the first of a session.</param>
/// <param name="Code">C# script.</param>
public sealed record Cell(int Number, string Code)
{
    /// <summary>What errors call it.</summary>
    public string Name => $"cell {Number}";
}
