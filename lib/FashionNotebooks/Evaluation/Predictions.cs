namespace FashionNotebooks.Evaluation;

/// <summary>What a model said of a set of images, beside the truth: the input of every report.</summary>
/// <param name="Truth">The true class of each image.</param>
/// <param name="Probabilities">Images x classes, each row summing to 1.</param>
public sealed record Predictions(int[] Truth, float[,] Probabilities);
