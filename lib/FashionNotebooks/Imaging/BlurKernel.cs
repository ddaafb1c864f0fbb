namespace FashionNotebooks;

/// <summary>Ways in which a photo gets blurred.</summary>
public enum BlurKind
{
    /// <summary>Many small causes at once; its strength is the standard deviation in pixels.</summary>
    Gaussian,

    /// <summary>The camera or the garment moved; its strength is the length of the way in pixels.</summary>
    Motion,

    /// <summary>The lens was focused elsewhere: every point becomes a disc; its strength is the disc's radius in pixels.</summary>
    Defocus,
}

/// <summary>What a single bright pixel becomes when an image is blurred.</summary>
public sealed class BlurKernel
{
    private const int Samples = 32; // a pixel's side is divided so finely where a shape cuts through it

    private BlurKernel(int size, double[] weights)
    {
        var sum = weights.Sum();
        (Size, Weights) = (size, Array.ConvertAll(weights, weight => (float)(weight / sum)));
    }

    /// <summary>Rows and columns, an odd number.</summary>
    public int Size { get; }

    /// <summary>Size x Size weights, row by row, that sum to 1.</summary>
    public ReadOnlyMemory<float> Weights { get; }

    /// <summary>The kernel of a kind and strength.</summary>
    /// <param name="kind">The kind of blur.</param>
    /// <param name="strength">In pixels, above 0 and at most 50: standard deviation, length or radius.</param>
    /// <param name="angle">The direction of motion in degrees, counted from the right upwards; other kinds have none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The strength is outside its range, or the kind is none.</exception>
    public static BlurKernel Of(BlurKind kind, double strength, double angle = 0) => kind switch
    {
        BlurKind.Gaussian => Gaussian(strength),
        BlurKind.Motion => Motion(strength, angle),
        BlurKind.Defocus => Defocus(strength),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This is none of the kinds of blur."),
    };

    /// <summary>exp(-(x² + y²) / 2σ²) at the pixels' centres, cut off at three standard deviations.</summary>
    /// <param name="sigma">The standard deviation in pixels.</param>
    public static BlurKernel Gaussian(double sigma)
    {
        Check(sigma);
        return Fill((int)Math.Ceiling(3 * sigma), (x, y) => Math.Exp(-(x * x + y * y) / (2 * sigma * sigma)));
    }

    /// <summary>An even way of so many pixels in one direction, centred; each pixel has the part of it that lies inside.</summary>
    /// <param name="length">In pixels; 1 in the direction of a row changes nothing.</param>
    /// <param name="angle">In degrees, counted from the right upwards.</param>
    public static BlurKernel Motion(double length, double angle)
    {
        Check(length);
        var radius = (int)Math.Ceiling(length / 2);
        var (sine, cosine) = Math.SinCos(angle * Math.PI / 180);
        var weights = new double[(2 * radius + 1) * (2 * radius + 1)];
        var count = (int)Math.Ceiling(length * Samples * 2);
        for (var i = 0; i < count; i++)
        {
            var along = length * ((i + 0.5) / count - 0.5);
            int x = (int)Math.Round(along * cosine), y = (int)Math.Round(-along * sine);
            weights[(y + radius) * (2 * radius + 1) + x + radius]++;
        }
        return new(2 * radius + 1, weights);
    }

    /// <summary>An even disc; pixels at its rim have the part of it that lies inside.</summary>
    /// <param name="radius">In pixels.</param>
    public static BlurKernel Defocus(double radius)
    {
        Check(radius);
        return Fill((int)Math.Ceiling(radius), (x, y) =>
        {
            var inside = 0;
            for (var i = 0; i < Samples * Samples; i++)
            {
                double dx = x - 0.5 + (i % Samples + 0.5) / Samples, dy = y - 0.5 + (i / Samples + 0.5) / Samples;
                if (dx * dx + dy * dy <= radius * radius)
                    inside++;
            }
            return inside;
        });
    }

    private static BlurKernel Fill(int radius, Func<int, int, double> weight)
    {
        var size = 2 * radius + 1;
        return new(size, [.. Enumerable.Range(0, size * size).Select(i => weight(i % size - radius, i / size - radius))]);
    }

    private static void Check(double strength)
    {
        if (!(strength > 0 && strength <= 50))
            throw new ArgumentOutOfRangeException(nameof(strength), strength, "A blur's strength is above 0 and at most 50 pixels.");
    }
}
