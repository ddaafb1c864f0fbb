namespace FashionNotebooks.Web.Api;

/// <summary>The image to be explained.</summary>
/// <param name="Pixels">28 x 28 grey intensities, 0 to 255, row by row, as a prediction gives them: 784 bytes in base64.</param>
public sealed record HeatMapRequest(byte[] Pixels);

/// <summary>Which parts of an image its prediction hangs on.</summary>
/// <param name="Networks">The networks that were asked: those that a prediction of the whole image comes from.</param>
/// <param name="Label">The predicted class.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
/// <param name="Falls">How far that probability falls when a pixel and its surroundings are hidden, below 0 where it rises; 28 x 28, row by row.</param>
public sealed record HeatMap(IReadOnlyList<string> Networks, string Label, float Probability, IReadOnlyList<float> Falls);
