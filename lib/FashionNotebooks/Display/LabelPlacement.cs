namespace FashionNotebooks;

/// <summary>Finds a side for the label of each point of a chart, so that labels keep clear of each other, of the points and of lines.</summary>
internal static class LabelPlacement
{
    private const double Radius = 5, Gap = 3, LineHeight = 14;

    /// <summary>plotly.js's names of the sides, the ones that read best first.</summary>
    private static readonly string[] Sides =
        ["middle right", "middle left", "top center", "bottom center", "top right", "bottom right", "top left", "bottom left"];

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public double Area => Math.Max(0, Right - Left) * Math.Max(0, Bottom - Top);

        public double Overlap(Box other) =>
            new Box(Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom)).Area;
    }

    /// <summary>A side for every point.</summary>
    /// <param name="points">Places in pixels, y downwards.</param>
    /// <param name="widths">Of the labels, in pixels.</param>
    /// <param name="line">Corners of a line in pixels that goes along or upwards.</param>
    /// <param name="width">Of the chart's inside.</param>
    /// <param name="height">Of the chart's inside.</param>
    public static string[] Choose(IReadOnlyList<(double X, double Y)> points, IReadOnlyList<double> widths, IReadOnlyList<(double X, double Y)> line, double width, double height)
    {
        var inside = new Box(0, 0, width, height);
        Box[] markers = [.. points.Select(point => new Box(point.X - Radius, point.Y - Radius, point.X + Radius, point.Y + Radius))];
        Box[] lines = [.. line.Zip(line.Skip(1), (from, to) => new Box(from.X - 1, Math.Min(from.Y, to.Y) - 1, to.X + 1, Math.Max(from.Y, to.Y) + 1))];
        var labels = new Box?[points.Count];
        var sides = new string[points.Count];
        // Each label in turn takes its best side among those of the others; again and again, for the others move too.
        for (var round = 0; round < 5; round++)
            for (var i = 0; i < points.Count; i++)
            {
                double Cost(Box box, int rank) => rank + 10 * (box.Area - box.Overlap(inside)) + 10 * markers.Sum(box.Overlap) + lines.Sum(box.Overlap)
                    + 10 * labels.Where((_, other) => other != i).Sum(label => label is { } taken ? box.Overlap(taken) : 0);
                (sides[i], labels[i]) = Sides
                    .Select((side, rank) => (Side: side, Box: Label(points[i], widths[i], side), Rank: rank))
                    .MinBy(choice => Cost(choice.Box, choice.Rank)) is var best ? (best.Side, best.Box) : default;
            }
        return sides;
    }

    /// <summary>Where the text of a point starts, ends or lies about ("start", "end", "middle"), as an SVG text is placed.</summary>
    public static (double X, double Y, string Anchor) Place(double x, double y, string side, double radius, double size)
    {
        var (up, along) = side.Split(' ') is [var vertical, var horizontal] ? (vertical, horizontal) : ("middle", "center");
        var beside = along switch { "left" => -1, "right" => 1, _ => 0 };
        var dx = beside * (up == "middle" ? radius + Gap : radius * 0.7);
        var dy = up switch { "top" => -radius - Gap, "bottom" => radius + size, _ => size * 0.35 };
        return (x + dx, y + dy, beside switch { -1 => "end", 1 => "start", _ => "middle" });
    }

    private static Box Label((double X, double Y) point, double width, string side)
    {
        var (x, y, anchor) = Place(point.X, point.Y, side, Radius, 12);
        var left = x - anchor switch { "end" => width, "middle" => width / 2, _ => 0 };
        return new(left, y - 12, left + width, y - 12 + LineHeight);
    }
}
