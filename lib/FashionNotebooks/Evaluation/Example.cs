namespace FashionNotebooks;

/// <summary>What a model said of one image.</summary>
/// <param name="Index">The image's place in the set.</param>
/// <param name="Truth">The true class.</param>
/// <param name="Predicted">The class with the highest probability.</param>
/// <param name="Confidence">The probability of the predicted class, 0 to 1.</param>
/// <param name="TruthProbability">The probability of the true class, 0 to 1.</param>
public sealed record Example(int Index, int Truth, int Predicted, float Confidence, float TruthProbability);
