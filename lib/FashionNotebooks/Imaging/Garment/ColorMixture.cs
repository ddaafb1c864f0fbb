using System.Numerics;

namespace FashionNotebooks;

/// <summary>Which colours a part of a photo has: a mixture of normal distributions, each of which may be stretched in any direction of the colour space.</summary>
internal sealed class ColorMixture
{
    private const int Components = 5, Rounds = 8;

    // Added to each variance: what a camera's noise is at least, so that a part of one colour has a density as well.
    private const float Noise = 4;

    private readonly Component[] components;

    private ColorMixture(Vector3[] colors, int[] belongsTo) => components =
        [.. Enumerable.Range(0, Components).Where(belongsTo.Contains).Select(component => Component.Of(colors, belongsTo, component))];

    /// <summary>Begins with groups of similar colours (k-means, from colours spread evenly by brightness).</summary>
    /// <param name="colors">At least as many as a mixture has components.</param>
    public static ColorMixture Of(Vector3[] colors)
    {
        var byBrightness = colors.OrderBy(color => Vector3.Dot(color, Vector3.One)).ToList();
        var centers = Enumerable.Range(0, Components).Select(i => byBrightness[(2 * i + 1) * colors.Length / (2 * Components)]).ToArray();
        var nearest = new int[colors.Length];
        for (var round = 0; round < Rounds; round++)
        {
            var (sums, counts) = (new Vector3[Components], new int[Components]);
            for (var i = 0; i < nearest.Length; i++)
            {
                var least = float.PositiveInfinity;
                for (var center = 0; center < Components; center++)
                    if (Vector3.DistanceSquared(colors[i], centers[center]) is var distance && distance < least)
                        (nearest[i], least) = (center, distance);
                sums[nearest[i]] += colors[i];
                counts[nearest[i]]++;
            }
            for (var center = 0; center < Components; center++)
                if (counts[center] > 0)
                    centers[center] = sums[center] / counts[center];
        }
        return new(colors, nearest);
    }

    /// <summary>The mixture of other colours, each counted to the component of this one that it fits best.</summary>
    public ColorMixture Again(Vector3[] colors) => new(colors, Array.ConvertAll(colors, color => Best(color).Component));

    /// <summary>The logarithm of the density of a colour's best component, up to a constant.</summary>
    public float LogDensity(Vector3 color) => Best(color).LogDensity;

    private (int Component, float LogDensity) Best(Vector3 color)
    {
        var (best, greatest) = (0, float.NegativeInfinity);
        for (var i = 0; i < components.Length; i++)
            if (components[i].LogDensity(color) is var density && density > greatest)
                (best, greatest) = (i, density);
        return (best, greatest);
    }

    /// <param name="Mean">The mean colour.</param>
    /// <param name="X">First row of the inverse of the covariances.</param>
    /// <param name="Y">Second row.</param>
    /// <param name="Z">Third row.</param>
    /// <param name="Constant">The logarithm of the share in the mixture over the root of the covariances' determinant.</param>
    private readonly record struct Component(Vector3 Mean, Vector3 X, Vector3 Y, Vector3 Z, float Constant)
    {
        /// <summary>Of the colours that belong to it, at least one.</summary>
        public static Component Of(Vector3[] colors, int[] belongsTo, int component)
        {
            var (mean, count) = (Vector3.Zero, 0);
            for (var i = 0; i < colors.Length; i++)
                if (belongsTo[i] == component)
                    (mean, count) = (mean + colors[i], count + 1);
            mean /= count;
            Vector3 x = new(Noise, 0, 0), y = new(0, Noise, 0), z = new(0, 0, Noise);
            for (var i = 0; i < colors.Length; i++)
                if (belongsTo[i] == component)
                {
                    var difference = colors[i] - mean;
                    var weighted = difference / count;
                    (x, y, z) = (x + weighted.X * difference, y + weighted.Y * difference, z + weighted.Z * difference);
                }
            var determinant = Vector3.Dot(x, Vector3.Cross(y, z));
            return new(mean, Vector3.Cross(y, z) / determinant, Vector3.Cross(z, x) / determinant, Vector3.Cross(x, y) / determinant,
                MathF.Log((float)count / colors.Length) - MathF.Log(determinant) / 2);
        }

        public float LogDensity(Vector3 color)
        {
            var difference = color - Mean;
            return Constant - Vector3.Dot(difference, new(Vector3.Dot(X, difference), Vector3.Dot(Y, difference), Vector3.Dot(Z, difference))) / 2;
        }
    }
}
