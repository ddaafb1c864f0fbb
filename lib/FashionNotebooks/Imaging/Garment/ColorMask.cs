using System.Numerics;

namespace FashionNotebooks;

/// <summary>
/// Tells a garment from a background of several colours: from the colours of both, learned in turns with which pixels are which,
/// beginning with the photo's rim as all that is known (GrabCut: Rother, Kolmogorov, Blake 2004). Neighbours of similar colour
/// are drawn to the same side, which is found by a mean field instead of a minimal cut: a few lines instead of a maximal flow.
/// </summary>
internal static class ColorMask
{
    // Few enough pixels for a hundredth of a second, three times what comes out.
    private const int LongestEdge = 84;

    // Of the smaller side: what is background for certain.
    private const double Rim = 0.02;

    // At least 1, for what holds together with neighbours on all sides.
    private const int LeastRim = 2, Rounds = 4, Sweeps = 10, LeastPixels = 20;

    // How much a neighbour of the same colour weighs beside a pixel's own colour, in nats.
    private const float Smoothness = 10;

    // Pixels that are computed at once.
    private static readonly int Slack = Vector<float>.Count;

    /// <summary>1 for each pixel that is garment, else 0; null where the colours tell nothing apart.</summary>
    public static float[]? Find(WorkingImage image)
    {
        var scale = Math.Min(1, (double)LongestEdge / Math.Max(image.Width, image.Height));
        int width = Math.Max(1, (int)(image.Width * scale)), height = Math.Max(1, (int)(image.Height * scale));
        var rim = Math.Max(LeastRim, (int)(Rim * Math.Min(width, height)));
        var all = Enumerable.Range(0, width * height).ToLookup(i => i % width >= rim && i % width < width - rim && i / width >= rim && i / width < height - rim);
        int[] inside = [.. all[true]], outside = [.. all[false]];
        if (inside.Length < LeastPixels || outside.Length < LeastPixels)
            return null;
        var colors = Array.ConvertAll(AreaResize.Resize(image.ReadColors, image.Width, image.Height, width, height), pixel => pixel.AsVector3());

        // 1 is garment for certain, -1 background.
        var side = new float[colors.Length];
        Array.Fill(side, -1);
        foreach (var i in inside)
            side[i] = 1;
        var neighbours = Neighbours(colors, width, inside);
        var colorSays = new float[colors.Length + Slack];
        ColorMixture? garment = null, background = null;
        for (var round = 0; round < Rounds; round++)
        {
            Vector3[] of = [.. colors.Where((_, i) => side[i] >= 0)], behind = [.. colors.Where((_, i) => side[i] < 0)];
            if (of.Length < LeastPixels || behind.Length < LeastPixels)
                return null;
            garment = garment?.Again(of) ?? ColorMixture.Of(of);
            background = background?.Again(behind) ?? ColorMixture.Of(behind);
            foreach (var i in inside)
                colorSays[i] = garment.LogDensity(colors[i]) - background.LogDensity(colors[i]);
            side = Smooth(colorSays, neighbours, width, inside, outside);
        }
        var mask = AreaResize.Resize(Array.ConvertAll(side, value => value >= 0 ? 1f : 0), width, height, image.Width, image.Height);
        mask = GarmentMask.Fill(image, Array.ConvertAll(mask, value => value < 0.5f), _ => true);
        GarmentMask.RemoveSpecks(mask, image.Width);
        return mask.Any(value => value > 0) ? mask : null;
    }

    // To the right, and to the three below.
    private static int[] Steps(int width) => [1, width - 1, width, width + 1];

    /// <summary>For each of <see cref="Steps"/>, how strongly each pixel holds together with the one so far on.</summary>
    private static float[][] Neighbours(Vector3[] colors, int width, int[] inside)
    {
        var steps = Steps(width);
        float Difference(int i, int step) => Vector3.DistanceSquared(colors[i], colors[i + step]);
        var typical = 2 * steps.Average(step => inside.Average(i => Difference(i, step))) + 1e-6f;
        return Array.ConvertAll(steps, step =>
        {
            var weights = new float[colors.Length + Slack];
            var distance = step == 1 || step == width ? 1 : MathF.Sqrt(2);
            for (var i = 0; i + step < colors.Length; i++)
                weights[i] = Smoothness * MathF.Exp(-Difference(i, step) / typical) / distance;
            return weights;
        });
    }

    /// <summary>
    /// The mean field: each pixel's side, -1 to 1, from what its colour says and from its neighbours' sides. Several pixels at
    /// once, so all arrays are longer than the image by <see cref="Slack"/>; what is outside is computed with the rest and put back.
    /// </summary>
    private static float[] Smooth(float[] colorSays, float[][] weights, int width, int[] inside, int[] outside)
    {
        var steps = Steps(width);
        var (side, next) = (new float[colorSays.Length], new float[colorSays.Length]);
        Array.Fill(side, -1);
        foreach (var i in inside)
            side[i] = Squash(new(colorSays[i] / 2))[0];
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var i = inside[0]; i <= inside[^1]; i += Slack)
            {
                var sum = new Vector<float>(colorSays, i) / 2;
                for (var k = 0; k < steps.Length; k++)
                    sum += new Vector<float>(weights[k], i) * new Vector<float>(side, i + steps[k])
                        + new Vector<float>(weights[k], i - steps[k]) * new Vector<float>(side, i - steps[k]);
                Squash(sum).CopyTo(next, i);
            }
            foreach (var i in outside)
                next[i] = -1;
            (side, next) = (next, side);
        }
        return side;
    }

    // The hyperbolic tangent but for 0.02, in a fraction of its time.
    private static Vector<float> Squash(Vector<float> x)
    {
        x = Vector.Min(Vector.Max(x, new(-3)), new(3));
        return x * (new Vector<float>(27) + x * x) / (new Vector<float>(27) + 9 * x * x);
    }
}
