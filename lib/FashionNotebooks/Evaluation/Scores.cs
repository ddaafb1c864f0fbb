namespace FashionNotebooks;

/// <summary>A line of a classification report. A score whose denominator is 0 is 0.</summary>
/// <param name="Name">A class, or an average over classes.</param>
/// <param name="Precision">Of the images predicted as the class, the share that is of it, 0 to 1.</param>
/// <param name="Recall">Of the images of the class, the share that was found, 0 to 1.</param>
/// <param name="F1">Their harmonic mean, 2 x precision x recall / (precision + recall), 0 to 1.</param>
/// <param name="Support">How many images are of the class.</param>
public sealed record Scores(string Name, double Precision, double Recall, double F1, int Support);
