namespace FashionNotebooks;

/// <summary>Finds a side for the label of each point of a chart, so that labels keep clear of each other, of the points and of lines.</summary>
internal static class LabelPlacement
{
    private const double Radius = 5, Gap = 3, LineHeight = 14, LetterWidth = 6.6;

    /// <summary>plotly.js's names of the sides, the ones that read best first, and where the label's middle lies from the point.</summary>
    private static readonly (string Name, int Along, int Down)[] Sides =
    [
        ("middle right", 1, 0), ("middle left", -1, 0), ("top center", 0, -1), ("bottom center", 0, 1),
        ("top right", 1, -1), ("bottom right", 1, 1), ("top left", -1, -1), ("bottom left", -1, 1),
    ];

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public double Area => Math.Max(0, Right - Left) * Math.Max(0, Bottom - Top);

        public double Overlap(Box other) =>
            new Box(Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom)).Area;
    }

    /// <summary>A side for every point.</summary>
    /// <param name="points">Places in pixels, y downwards, and labels.</param>
    /// <param name="line">Corners of a line in pixels that goes along or upwards.</param>
    /// <param name="width">Of the chart's inside.</param>
    /// <param name="height">Of the chart's inside.</param>
    public static string[] Choose(IReadOnlyList<((double X, double Y) At, string Label)> points, IReadOnlyList<(double X, double Y)> line, double width, double height)
    {
        var inside = new Box(0, 0, width, height);
        Box[] markers = [.. points.Select(point => new Box(point.At.X - Radius, point.At.Y - Radius, point.At.X + Radius, point.At.Y + Radius))];
        Box[] lines = [.. line.Zip(line.Skip(1), (from, to) => new Box(from.X - 1, Math.Min(from.Y, to.Y) - 1, to.X + 1, Math.Max(from.Y, to.Y) + 1))];
        var labels = new Box[points.Count];
        var sides = new string[points.Count];
        // Each label in turn takes its best side among those of the others; again and again, for the others move too.
        for (var round = 0; round < 5; round++)
            for (var i = 0; i < points.Count; i++)
            {
                double Cost(Box box, int rank) => rank + 10 * (box.Area - box.Overlap(inside)) + 10 * markers.Sum(box.Overlap) + lines.Sum(box.Overlap)
                    + 10 * labels.Where((_, other) => other != i).Sum(box.Overlap);
                (sides[i], labels[i]) = Sides.Select((side, rank) => (side.Name, Box: Label(points[i], side.Along, side.Down), Rank: rank))
                    .MinBy(choice => Cost(choice.Box, choice.Rank)) is var best ? (best.Name, best.Box) : default;
            }
        return sides;
    }

    private static Box Label(((double X, double Y) At, string Text) point, int along, int down)
    {
        var (halfWidth, halfHeight) = (LetterWidth * point.Text.Length / 2, LineHeight / 2);
        var (x, y) = (point.At.X + along * (halfWidth + Radius + (down == 0 ? Gap : 0)), point.At.Y + down * (halfHeight + Radius + Gap));
        return new(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    }
}
