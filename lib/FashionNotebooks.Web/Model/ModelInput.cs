namespace FashionNotebooks.Web.Model;

/// <summary>An image, and which of the networks are to answer.</summary>
/// <param name="Pixels">28 x 28 intensities, 0 to 255, a garment on black.</param>
/// <param name="Blurry">Whether the network that was trained with blur is to answer, too.</param>
internal sealed record ModelInput(byte[] Pixels, bool Blurry)
{
    /// <summary>One that needs all networks, to see whether they answer.</summary>
    public static ModelInput Probe { get; } = new(new byte[Classifier.PixelCount], Blurry: true);

    /// <summary>The networks that are to answer.</summary>
    public IReadOnlyList<string> Networks => Blurry ? [Classifier.UsualNetwork, Classifier.BlurNetwork] : [Classifier.UsualNetwork];

    /// <summary>As the image is blurry or not.</summary>
    public static ModelInput Of(byte[] pixels) => new(pixels, BlurDetector.Default.IsBlurry(pixels, Classifier.Side));
}
