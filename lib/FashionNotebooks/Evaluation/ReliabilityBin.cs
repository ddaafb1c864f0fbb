namespace FashionNotebooks;

/// <summary>The images whose confidence lies in one interval. Without images, confidence and accuracy are not a number.</summary>
/// <param name="From">The interval's lower end, not in it (0 is in the first).</param>
/// <param name="To">Its upper end, in it.</param>
/// <param name="Count">How many images.</param>
/// <param name="Confidence">Their mean confidence, 0 to 1.</param>
/// <param name="Accuracy">The share of them predicted right, 0 to 1.</param>
public sealed record ReliabilityBin(double From, double To, int Count, double Confidence, double Accuracy)
{
    /// <summary>Confidence minus accuracy: above 0 the model is too sure of itself, below 0 not sure enough.</summary>
    public double Gap => Confidence - Accuracy;
}
