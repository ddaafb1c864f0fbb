namespace FashionNotebooks.Web.Api;

/// <summary>How a photo becomes what the model sees.</summary>
/// <param name="Steps">In their order; the last one's picture is what the model sees.</param>
public sealed record StepsResponse(IReadOnlyList<Step> Steps);

/// <summary>One step of the preparation.</summary>
/// <param name="Name">What was done, in a few words.</param>
/// <param name="Explanation">The same in a sentence.</param>
/// <param name="Picture">What the photo looks like then: a PNG file in base64.</param>
public sealed record Step(string Name, string Explanation, byte[] Picture);
