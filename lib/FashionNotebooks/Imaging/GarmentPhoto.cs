using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// A photo made into what the networks were trained on: 28 x 28 grey pixels, the garment bright on black, as large as fits.
///
/// The dataset's own images were made so (H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST, 2017, section 2): a product photo on
/// white, trimmed, its longest edge brought to 28 pixels, sharpened by a Gaussian of standard deviation 1, extended to a
/// square, negated, made grey. Negation turns the white background black and dark cloth bright; so here too, on whatever
/// background the garment was photographed: it is found, put on white, and from there the steps are those. Of the 60,000
/// training images 95 % reach two opposite edges, and 99 % hold a pixel of at least 254; so the garment is cropped without
/// a margin and the result stretched to 255. It is sharpened as much as makes the edges of the pictures in data/samples that
/// are not held out as steep as the training images' (<see cref="Sharpness.EdgeSteepness"/>, median 1.78).
///
/// A background of one colour is told from the garment by its distance from that colour. Where the photo's border isn't of one
/// colour, that may go wrong; there <see cref="SecondGuess"/> tells the two apart by all colours that either has.
/// </summary>
public sealed class GarmentPhoto
{
    /// <summary>Rows and columns of what comes out.</summary>
    public const int Size = 28;

    private const int BlackBackground = 12;
    private const float Sharpening = 0.5f;

    // Cloth is white where half of it is as near to white as this. Three quarters of it count for how bright it is made, as the
    // rest may be a print; what hides its shape least is that its whitest places keep some light.
    private const float White = 10, LeastLight = 8, NoPrint = 0.75f;

    private static readonly BlurKernel Soft = BlurKernel.Gaussian(1);

    private readonly WorkingImage image;
    private readonly float[] mask;
    private readonly bool isNegated;
    private readonly string howFound;

    private GarmentPhoto(WorkingImage image, float[] mask, bool isNegated, string howFound)
    {
        (this.image, this.mask, this.isNegated, this.howFound) = (image, mask, isNegated, howFound);
        (Pixels, Filled) = (Make(null), mask.Average());
    }

    /// <summary>What the photo looked like from step to step, the last being what a network sees; made when it is asked for.</summary>
    public IReadOnlyList<PreparationStep> Steps => field ??= Follow();

    /// <summary>28 x 28 intensities, row by row: 0 (black) is the background, up to 255.</summary>
    public byte[] Pixels { get; }

    /// <summary>The share of the picture that was taken for the garment, 0 to 1.</summary>
    public double Filled { get; }

    /// <summary>How far the background typically strays from the even colour that it was taken for, 0 to 255; 0 where it is transparent, or black as the dataset's.</summary>
    public double BackgroundSpread { get; private init; }

    /// <summary>The same photo, garment and background told apart another way; null where the background is of one colour, or that way finds nothing.</summary>
    public GarmentPhoto? SecondGuess { get; private init; }

    /// <summary>Finds the garment and makes it an image as the dataset's.</summary>
    /// <param name="photo">One garment before a background of one colour (which may be unevenly lit), of a few, or none.</param>
    /// <exception cref="PhotoException">The photo shows nothing in front of its background (<see cref="PhotoProblem.NoGarment"/>).</exception>
    public static GarmentPhoto Prepare(Photo photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var image = WorkingImage.From(photo);
        var isNegated = IsNegated(image);
        var (mask, spread, isEven) = isNegated ? (Array.ConvertAll(image.Luma(), value => value > BlackBackground ? 1f : 0), 0, true) : GarmentMask.Find(image);
        return new(image, mask, isNegated, "What differs from the border's colour, or isn't transparent.")
        {
            BackgroundSpread = spread,
            SecondGuess = !isEven && ColorMask.Find(image) is { } other ? new(image, other, false, "What is of other colours than the rim, where colours meet.") { BackgroundSpread = spread } : null,
        };
    }

    private List<PreparationStep> Follow()
    {
        var steps = new List<PreparationStep>();
        Make(steps);
        return steps;
    }

    private byte[] Make(List<PreparationStep>? steps)
    {
        int width = image.Width, height = image.Height;
        var luma = image.Luma();
        var (left, top, cropWidth, cropHeight) = Bounds(mask, width);
        steps?.Add(new("Photo", "The photo, at most 280 pixels wide and high.", width, height, PixelFormat.Rgba, image.ToRgba()));
        steps?.Add(new("Garment", howFound, width, height, PixelFormat.Rgba, image.ToRgba(mask)));

        var grey = isNegated ? luma : Array.ConvertAll(luma, value => 255 - value);
        var isWhite = !isNegated && LightWhiteCloth(grey, mask);
        for (var i = 0; i < grey.Length; i++)
            grey[i] *= mask[i];
        Show(isNegated ? "Grey" : "Grey, negated", isNegated ? "Already bright on black as the dataset has it."
            : isWhite ? "On white, made grey, then dark and bright exchanged; made brighter, since white cloth would become black."
            : "On white, made grey, then dark and bright exchanged.", grey, width);

        var cropped = new float[cropWidth * cropHeight];
        for (var y = 0; y < cropHeight; y++)
            grey.AsSpan((top + y) * width + left, cropWidth).CopyTo(cropped.AsSpan(y * cropWidth));
        Show("Cropped", "Cut out where the garment ends.", cropped, cropWidth);

        var scale = (double)Size / Math.Max(cropWidth, cropHeight);
        int smallWidth = Math.Clamp((int)Math.Round(cropWidth * scale), 1, Size), smallHeight = Math.Clamp((int)Math.Round(cropHeight * scale), 1, Size);
        var small = Pad(AreaResize.Resize(cropped, cropWidth, cropHeight, smallWidth, smallHeight), smallWidth, smallHeight);
        Show("28 x 28", "Each pixel the mean of an area, the longest edge 28, centred.", small, Size);

        var brightest = small.Max();
        var stretched = Array.ConvertAll(small, value => value * 255 / brightest);
        Show("Stretched", "The brightest pixel made 255.", stretched, Size);
        if (isNegated) // What is in the dataset's form already has been sharpened.
            return Bytes(stretched);
        var sharpened = Sharpen(Bytes(stretched));
        Show("Sharpened", "What averaging made softer, made steeper again.", sharpened, Size);
        return Bytes(sharpened);

        void Show(string name, string explanation, float[] grey, int width) =>
            steps?.Add(new(name, explanation, width, grey.Length / width, PixelFormat.Grey, Bytes(grey)));
    }

    /// <summary>Grey, opaque and on black: an image of the dataset, or one made in its likeness, which a second negation would spoil.</summary>
    private static bool IsNegated(WorkingImage image)
    {
        if (image.Opacity.AsSpan().ContainsAnyExcept(255) || !image.IsGrey())
            return false;
        return Background.Median(image.Border(1), image.Luma()) <= BlackBackground;
    }

    /// <summary>Negation leaves next to nothing of white cloth but its print: whatever shade it has is made as bright as other cloth is.</summary>
    /// <returns>Whether the cloth is white.</returns>
    private static bool LightWhiteCloth(float[] negated, float[] mask)
    {
        var (all, found) = (new float[negated.Length], 0);
        for (var i = 0; i < all.Length; i++)
            if (mask[i] >= 0.5f)
                all[found++] = negated[i];
        var cloth = all[..found];
        if (cloth.Count(value => value < White) <= cloth.Length / 2)
            return false;
        Array.Sort(cloth);
        var bright = cloth[(int)(NoPrint * cloth.Length)];
        for (var i = 0; i < negated.Length; i++)
            negated[i] = 255 * Math.Min(1, (negated[i] + LeastLight) / (bright + LeastLight));
        return true;
    }

    private static (int Left, int Top, int Width, int Height) Bounds(float[] mask, int width)
    {
        int left = width, top = int.MaxValue, right = -1, bottom = -1;
        for (var y = 0; y < mask.Length / width; y++)
        {
            var row = mask.AsSpan(y * width, width);
            var first = row.IndexOfAnyInRange(0.5f, 1);
            if (first >= 0)
                (left, top, right, bottom) = (Math.Min(left, first), Math.Min(top, y), Math.Max(right, row.LastIndexOfAnyInRange(0.5f, 1)), y);
        }
        return right >= 0
            ? (left, top, right - left + 1, bottom - top + 1)
            : throw new PhotoException(PhotoProblem.NoGarment, "The picture shows nothing that stands out from its background.");
    }

    /// <summary>In the middle of black; where the rest is odd, the larger half is to the left and above, as in most of the dataset.</summary>
    private static float[] Pad(float[] small, int width, int height)
    {
        var square = new float[Size * Size];
        int left = (Size - width + 1) / 2, top = (Size - height + 1) / 2;
        for (var y = 0; y < height; y++)
            small.AsSpan(y * width, width).CopyTo(square.AsSpan((top + y) * Size + left));
        return square;
    }

    /// <summary>Half of what a Gaussian would take away, added.</summary>
    private static float[] Sharpen(byte[] square)
    {
        using var scope = NewDisposeScope();
        var soft = ImageTensors.ToBytes(Blur.Apply(tensor(square, [1, 1, Size, Size]).to(ScalarType.Float64), [Soft]));
        return [.. square.Zip(soft, (pixel, soft) => pixel + Sharpening * (pixel - soft))];
    }

    private static byte[] Bytes(float[] values) => Array.ConvertAll(values, value => (byte)Math.Clamp(value + 0.5f, 0, 255));
}
