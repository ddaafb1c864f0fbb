namespace FashionNotebooks;

/// <summary>One kind of mistake.</summary>
/// <param name="Truth">The true class.</param>
/// <param name="Predicted">The class it was taken for.</param>
/// <param name="Count">How often.</param>
/// <param name="Share">The same as a share of the true class's images, 0 to 1.</param>
public sealed record Confusion(int Truth, int Predicted, int Count, double Share);
