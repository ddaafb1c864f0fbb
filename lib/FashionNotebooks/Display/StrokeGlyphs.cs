using System.Collections.Frozen;
using System.Globalization;

namespace FashionNotebooks;

/// <summary>One letter as strokes on a grid whose baseline is 0, with small letters 10 high and capitals 14.</summary>
internal sealed class StrokeGlyph
{
    /// <param name="path">
    /// Strokes in steps of a letter and numbers: "M x y" puts the pen down, "L x y" draws a straight line, "H x y" and "V x y"
    /// a quarter of an ellipse that leaves horizontally or vertically, "C x y x y x y" a Bézier curve, "D x y" a dot,
    /// "W x" widens the letter to x without drawing.
    /// </param>
    public StrokeGlyph(string path)
    {
        var strokes = new List<List<(double X, double Y)>>();
        var dots = new List<(double X, double Y)>();
        List<double> stems = [], bars = [], bows = [], widths = [];
        var words = path.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var next = 0;
        double Number() => double.Parse(words[next++], CultureInfo.InvariantCulture);
        (double X, double Y) Point() => (Number(), Number());

        var pen = (X: 0.0, Y: 0.0);
        while (next < words.Length)
        {
            switch (words[next++])
            {
                case "M":
                    strokes.Add([pen = Point()]);
                    break;
                case "L":
                    var end = Point();
                    if (end.X == pen.X && Math.Abs(end.Y - pen.Y) >= 4)
                        stems.Add(end.X);
                    if (end.Y == pen.Y)
                        bars.Add(end.Y);
                    strokes[^1].Add(pen = end);
                    break;
                case "H":
                    end = Point();
                    bars.Add(pen.Y);
                    bows.Add(end.X);
                    Flatten(strokes[^1], t => (pen.X + (end.X - pen.X) * Math.Sin(t * Math.PI / 2), end.Y + (pen.Y - end.Y) * Math.Cos(t * Math.PI / 2)));
                    pen = end;
                    break;
                case "V":
                    end = Point();
                    bows.Add(pen.X);
                    bars.Add(end.Y);
                    Flatten(strokes[^1], t => (end.X + (pen.X - end.X) * Math.Cos(t * Math.PI / 2), pen.Y + (end.Y - pen.Y) * Math.Sin(t * Math.PI / 2)));
                    pen = end;
                    break;
                case "C":
                    var (a, b, c) = (Point(), Point(), Point());
                    Flatten(strokes[^1], t => (Bezier(t, pen.X, a.X, b.X, c.X), Bezier(t, pen.Y, a.Y, b.Y, c.Y)));
                    pen = c;
                    break;
                case "D":
                    dots.Add(Point());
                    break;
                case "W":
                    widths.Add(Number());
                    break;
                default:
                    throw new FormatException($"'{words[next - 1]}' is not a step of a letter's path: {path}");
            }
        }

        (Strokes, Dots) = (strokes, dots);
        var xs = strokes.SelectMany(s => s).Concat(dots).Select(p => p.X).Concat(widths).ToArray();
        double left = Math.Min(0, xs.Min()), right = xs.Max();
        XAnchors = [.. stems.Concat(bows).Append(left).Append(right).Distinct().Order()];
        YAnchors = [.. bars.Concat([StrokeGlyphs.Descent, 0, StrokeGlyphs.SmallHeight, StrokeGlyphs.CapitalHeight]).Distinct().Order()];
        double Bearing(double side) => stems.Contains(side) || dots.Any(dot => dot.X == side) ? 2.3 : bows.Contains(side) ? 1.7 : 1.0;
        (LeftBearing, RightBearing) = (Bearing(left), Bearing(right));
    }

    /// <summary>Polylines, each to be drawn in one go.</summary>
    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Strokes { get; }

    /// <summary>Middles of dots.</summary>
    public IReadOnlyList<(double X, double Y)> Dots { get; }

    /// <summary>Where stems, bows and the letter's ends lie, from left to right.</summary>
    public double[] XAnchors { get; }

    /// <summary>Where bars and bows lie, with the lines that all letters share, from the bottom up.</summary>
    public double[] YAnchors { get; }

    /// <summary>Room to the left: more beside a stem than beside a bow.</summary>
    public double LeftBearing { get; }

    /// <summary>Room to the right.</summary>
    public double RightBearing { get; }

    private static void Flatten(List<(double X, double Y)> stroke, Func<double, (double X, double Y)> curve)
    {
        const int steps = 12;
        for (var i = 1; i <= steps; i++)
            stroke.Add(curve((double)i / steps));
    }

    private static double Bezier(double t, double a, double b, double c, double d)
    {
        var u = 1 - t;
        return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
    }
}

/// <summary>The letters: printable ASCII and the few other signs that pictures use. Others come out as a box.</summary>
internal static class StrokeGlyphs
{
    public const double CapitalHeight = 14, SmallHeight = 10, Descent = -4;

    private static readonly FrozenDictionary<char, StrokeGlyph> Glyphs = new Dictionary<char, string>
    {
        [' '] = "W 3.4",
        ['A'] = "M 0 0 L 4.7 14 L 9.4 0 M 1.5 4.6 L 7.9 4.6",
        ['B'] = "M 0 7.4 L 4.6 7.4 H 8.4 3.7 V 4.6 0 L 0 0 L 0 14 L 4.4 14 H 8 10.7 V 4.4 7.4",
        ['C'] = "M 9 11 V 5 14 H 0 7 V 5 0 H 9 3",
        ['D'] = "M 0 0 L 0 14 L 3.6 14 H 9 7 V 3.6 0 L 0 0",
        ['E'] = "M 7.4 14 L 0 14 L 0 0 L 7.4 0 M 0 7.3 L 6.4 7.3",
        ['F'] = "M 7.2 14 L 0 14 L 0 0 M 0 7.1 L 6.2 7.1",
        ['G'] = "M 9 11.2 V 5 14 H 0 7 V 5 0 H 9.4 4.2 L 9.4 6.6 L 5.6 6.6",
        ['H'] = "M 0 0 L 0 14 M 9 0 L 9 14 M 0 7.3 L 9 7.3",
        ['I'] = "M 0 0 L 0 14",
        ['J'] = "M 5.4 14 L 5.4 4 V 2.7 0 H 0 3",
        ['K'] = "M 0 0 L 0 14 M 8.4 14 L 0 5 M 3.1 8.3 L 8.9 0",
        ['L'] = "M 0 14 L 0 0 L 7 0",
        ['M'] = "M 0 0 L 0 14 L 5.5 4 L 11 14 L 11 0",
        ['N'] = "M 0 0 L 0 14 L 9 0 L 9 14",
        ['O'] = "M 5 0 H 0 7 V 5 14 H 10 7 V 5 0",
        ['P'] = "M 0 0 L 0 14 L 4.5 14 H 8.5 10.3 V 4.5 6.6 L 0 6.6",
        ['Q'] = "M 5 0 H 0 7 V 5 14 H 10 7 V 5 0 M 6 3.6 L 10 -1",
        ['R'] = "M 0 0 L 0 14 L 4.5 14 H 8.5 10.4 V 4.5 6.8 L 0 6.8 M 4.6 6.8 L 8.9 0",
        ['S'] = "M 8.2 11.2 V 4.4 14 H 0.4 10.6 V 4.4 7.2 H 8.6 3.6 V 4.3 0 H 0 3",
        ['T'] = "M 0 14 L 9 14 M 4.5 14 L 4.5 0",
        ['U'] = "M 0 14 L 0 4.5 V 4.5 0 H 9 4.5 L 9 14",
        ['V'] = "M 0 14 L 4.7 0 L 9.4 14",
        ['W'] = "M 0 14 L 3.4 0 L 6.8 12.5 L 10.2 0 L 13.6 14",
        ['X'] = "M 0 0 L 8.6 14 M 0 14 L 8.6 0",
        ['Y'] = "M 0 14 L 4.5 6.4 L 9 14 M 4.5 6.4 L 4.5 0",
        ['Z'] = "M 0 14 L 8.4 14 L 0 0 L 8.4 0",
        ['a'] = "M 0.7 8 V 3.6 10 H 6.6 6.8 L 6.6 0 M 6.6 5.8 L 3 5.8 H 0 2.9 V 3 0 H 6.6 3",
        ['b'] = "M 0 14 L 0 0 M 0 5 V 3.6 10 H 7.2 5 V 3.6 0 H 0 5",
        ['c'] = "M 6.4 7.6 V 3.6 10 H 0 5 V 3.6 0 H 6.4 2.4",
        ['d'] = "M 7.2 14 L 7.2 0 M 7.2 5 V 3.6 10 H 0 5 V 3.6 0 H 7.2 5",
        ['e'] = "M 0 5.2 L 7.2 5.2 V 3.6 10 H 0 5.2 V 3.7 0 H 6.9 2.2",
        ['f'] = "M 4.8 14 H 1.7 11 L 1.7 0 M 0 10 L 4.4 10",
        ['g'] = "M 7.2 5 V 3.6 10 H 0 5 V 3.6 0 H 7.2 5 M 7.2 10 L 7.2 -0.8 V 3.6 -4 H 0.4 -2.4",
        ['h'] = "M 0 14 L 0 0 M 0 6 V 3.5 10 H 6.8 6 L 6.8 0",
        ['i'] = "M 0 10 L 0 0 D 0 13.6",
        ['j'] = "M 2.2 10 L 2.2 -1.4 V 0 -4 D 2.2 13.6",
        ['k'] = "M 0 14 L 0 0 M 6.1 10 L 0 4 M 2.3 6.2 L 6.6 0",
        ['l'] = "M 0 14 L 0 2.6 V 2 0",
        ['m'] = "M 0 10 L 0 0 M 0 6.4 V 2.8 10 H 5.6 6.4 L 5.6 0 M 5.6 6.4 V 8.4 10 H 11.2 6.4 L 11.2 0",
        ['n'] = "M 0 10 L 0 0 M 0 6 V 3.5 10 H 6.8 6 L 6.8 0",
        ['o'] = "M 3.7 0 H 0 5 V 3.7 10 H 7.4 5 V 3.7 0",
        ['p'] = "M 0 10 L 0 -4 M 0 5 V 3.6 10 H 7.2 5 V 3.6 0 H 0 5",
        ['q'] = "M 7.2 10 L 7.2 -4 M 7.2 5 V 3.6 10 H 0 5 V 3.6 0 H 7.2 5",
        ['r'] = "M 0 10 L 0 0 M 0 6 V 3.9 10",
        ['s'] = "M 5.8 8 V 3 10 H 0.3 7.6 V 3 5.2 H 6 2.6 V 3 0 H 0 2",
        ['t'] = "M 1.8 13 L 1.8 2.8 V 4.6 0 M 0 10 L 4.5 10",
        ['u'] = "M 0 10 L 0 4 V 3.4 0 H 6.8 4 M 6.8 10 L 6.8 0",
        ['v'] = "M 0 10 L 3.6 0 L 7.2 10",
        ['w'] = "M 0 10 L 2.7 0 L 5.4 9 L 8.1 0 L 10.8 10",
        ['x'] = "M 0 0 L 6.6 10 M 0 10 L 6.6 0",
        ['y'] = "M 0 10 L 3.6 0 M 7.2 10 L 3.6 0 C 2.8 -2.4 2.2 -4 0.4 -4",
        ['z'] = "M 0 10 L 6.2 10 L 0 0 L 6.2 0",
        ['0'] = "M 3.9 0 H 0 7 V 3.9 14 H 7.8 7 V 3.9 0",
        ['1'] = "M 1 11.2 L 4.4 14 L 4.4 0 W 7.8",
        ['2'] = "M 0.4 10.5 V 3.9 14 H 7.5 10.4 C 7.5 7.2 3.4 4.4 0.2 0 L 7.8 0",
        ['3'] = "M 0.4 11.4 V 3.9 14 H 7.4 10.7 V 3.9 7.4 H 7.8 3.7 V 3.9 0 H 0 2.8 M 2.6 7.4 L 3.9 7.4",
        ['4'] = "M 6 0 L 6 14 L 0 4 L 7.8 4",
        ['5'] = "M 7 14 L 1 14 L 0.6 7.6 C 1.6 8.5 2.6 8.9 3.9 8.9 H 7.8 4.5 V 3.9 0 H 0.2 2.6",
        ['6'] = "M 6.9 12.4 C 6.2 13.4 5.2 14 4.2 14 H 0 7 L 0 4.4 V 3.9 8.8 H 7.8 4.4 V 3.9 0 H 0 4.4",
        ['7'] = "M 0 14 L 7.8 14 L 2.6 0",
        ['8'] = "M 3.9 7.5 H 0.5 10.7 V 3.9 14 H 7.3 10.7 V 3.9 7.5 H 0 3.7 V 3.9 0 H 7.8 3.7 V 3.9 7.5",
        ['9'] = "M 0.9 1.6 C 1.6 0.6 2.6 0 3.6 0 H 7.8 7 L 7.8 9.6 V 3.9 14 H 0 9.6 V 3.9 5.2 H 7.8 9.6",
        ['.'] = "D 0 0.2",
        [','] = "M 0.9 0.4 L 0 -2.6",
        [':'] = "D 0 0.2 D 0 9",
        [';'] = "M 0.9 0.4 L 0 -2.6 D 0.9 9",
        ['!'] = "M 0 14 L 0 4.4 D 0 0.2",
        ['?'] = "M 0 11 V 3.4 14 H 6.8 10.6 C 6.8 7.4 3.4 7.6 3.4 4.2 D 3.4 0.2",
        ['\''] = "M 0 14 L 0 10.4",
        ['"'] = "M 0 14 L 0 10.4 M 3 14 L 3 10.4",
        ['`'] = "M 0 14 L 2 11.6",
        ['('] = "M 3 15.6 C -1 10.5 -1 1.5 3 -3.6",
        [')'] = "M 0 15.6 C 4 10.5 4 1.5 0 -3.6",
        ['['] = "M 3 15.4 L 0 15.4 L 0 -3.4 L 3 -3.4",
        [']'] = "M 0 15.4 L 3 15.4 L 3 -3.4 L 0 -3.4",
        ['{'] = "M 4 15.4 H 2 13.4 L 2 8 V 0 6 H 2 4 L 2 -1.4 V 4 -3.4",
        ['}'] = "M 0 15.4 H 2 13.4 L 2 8 V 4 6 H 2 4 L 2 -1.4 V 0 -3.4",
        ['/'] = "M 0 -1.4 L 5.4 15",
        ['\\'] = "M 0 15 L 5.4 -1.4",
        ['|'] = "M 0 15.4 L 0 -3.4",
        ['-'] = "M 0 5 L 4.6 5",
        ['–'] = "M 0 5 L 7.4 5",
        ['—'] = "M 0 5 L 12 5",
        ['_'] = "M 0 -2 L 8 -2",
        ['+'] = "M 0 6 L 8 6 M 4 2 L 4 10",
        ['='] = "M 0 8 L 8 8 M 0 4 L 8 4",
        ['<'] = "M 7.4 10 L 0 6 L 7.4 2",
        ['>'] = "M 0 10 L 7.4 6 L 0 2",
        ['*'] = "M 3 14 L 3 8 M 0.4 12.5 L 5.6 9.5 M 0.4 9.5 L 5.6 12.5",
        ['#'] = "M 2.2 0 L 4 14 M 6.6 0 L 8.4 14 M 0.6 9.6 L 10 9.6 M 0 4.4 L 9.4 4.4",
        ['%'] = "M 2.4 7.6 H 0 10.8 V 2.4 14 H 4.8 10.8 V 2.4 7.6 M 10 14 L 3 0 M 10.6 0 H 8.2 3.2 V 10.6 6.4 H 13 3.2 V 10.6 0",
        ['&'] = "M 9.4 0 L 2.4 9 C 0.6 11.4 2 14 4.4 14 C 7 14 7.8 11 5.4 9.2 L 2.4 7 C -1.6 4 0 0 3.8 0 C 6.6 0 8.6 2.6 8.8 6",
        ['@'] = "M 8.6 7.4 V 6 9.6 H 3.6 5.4 V 6 2.6 H 8.6 5 M 8.6 9.4 L 8.6 4.4 V 10.4 2.6 H 12 6.6 V 6.2 12.4 H 0 5.4 V 6.4 -2 C 8 -2 9 -1.6 10 -0.8",
        ['$'] = "M 7.4 10.6 V 3.9 13 H 0.4 10 V 3.9 7 H 7.8 4 V 3.9 1 H 0 3.4 M 3.9 15 L 3.9 -1",
        ['^'] = "M 0 9.6 L 3.2 14 L 6.4 9.6",
        ['~'] = "M 0 5 C 1 7 2.6 7 4 6 C 5.4 5 7 5 8 7",
        ['…'] = "D 0 0.2 D 4 0.2 D 8 0.2",
        ['·'] = "D 0 5",
        ['×'] = "M 0 2.4 L 6.8 9.2 M 0 9.2 L 6.8 2.4",
        ['±'] = "M 0 7.6 L 8 7.6 M 4 3.6 L 4 11.6 M 0 0.6 L 8 0.6",
        ['→'] = "M 0 5 L 11 5 M 7.4 8.6 L 11 5 L 7.4 1.4",
        ['✓'] = "M 0 5.4 L 3.6 1 L 10 11.4",
        ['✗'] = "M 0.6 0.6 L 8.6 11 M 0 10.4 L 8.4 0.4",
    }.ToFrozenDictionary(pair => pair.Key, pair => new StrokeGlyph(pair.Value));

    private static readonly StrokeGlyph Unknown = new("M 0 0 L 0 14 L 7 14 L 7 0 L 0 0");

    public static StrokeGlyph Get(char letter) => Glyphs.GetValueOrDefault(letter, Unknown);
}
