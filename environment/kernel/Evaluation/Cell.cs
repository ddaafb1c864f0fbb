using System.Text.Json.Nodes;

namespace NotebookKernel.Evaluation;

/// <summary>Code to run.</summary>
/// <param name="Number">Its execution count: 1 for the first of a session.</param>
/// <param name="AllowInput">Whether somebody is there to answer when it reads from the console.</param>
public sealed record Cell(int Number, string Code, bool AllowInput = false)
{
    /// <summary>What errors call it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Name => Number > 0 ? $"cell {Number}" : "expression";
}

/// <summary>What came of an expression.</summary>
/// <param name="Failure">Why there is no value; null if nothing went wrong.</param>
public sealed record ExpressionValue(JsonObject Data, CellFailed? Failure);
