using System.Globalization;

namespace FashionNotebooks;

/// <summary>An opaque colour of the screen.</summary>
internal readonly record struct Color(byte Red, byte Green, byte Blue)
{
    /// <summary>From "#RRGGBB".</summary>
    public static Color FromHex(string hex)
    {
        var value = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber);
        return new((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    /// <summary>How light it looks, from 0 (black) to 1 (white).</summary>
    public double Lightness => Photo.Luma(Red, Green, Blue) / 255;

    /// <summary>The colour a part of the way from one to another; 0 gives the first, 1 the second.</summary>
    public static Color Mix(Color from, Color to, double part)
    {
        byte Channel(byte a, byte b) => (byte)Math.Round(a + (b - a) * Math.Clamp(part, 0, 1));
        return new(Channel(from.Red, to.Red), Channel(from.Green, to.Green), Channel(from.Blue, to.Blue));
    }

    /// <summary>"#RRGGBB".</summary>
    public override string ToString() => $"#{Red:X2}{Green:X2}{Blue:X2}";
}

/// <summary>
/// The colours of every chart and picture. The series colours stay apart for readers with any kind of colour blindness
/// (M. Okabe, K. Ito, Color Universal Design, 2008).
/// </summary>
internal static class Palette
{
    public static readonly Color Blue = Color.FromHex("#0072B2");
    public static readonly Color Orange = Color.FromHex("#E69F00");
    public static readonly Color Green = Color.FromHex("#009E73");
    public static readonly Color Vermilion = Color.FromHex("#D55E00");
    public static readonly Color Purple = Color.FromHex("#CC79A7");
    public static readonly Color SkyBlue = Color.FromHex("#56B4E9");
    public static readonly Color Black = Color.FromHex("#000000");

    public static readonly Color Background = Color.FromHex("#FFFFFF");
    public static readonly Color Text = Color.FromHex("#24292F");
    public static readonly Color MutedText = Color.FromHex("#57606A");
    public static readonly Color Grid = Color.FromHex("#E3E6EA");
    public static readonly Color Chequer = Color.FromHex("#D6D6D6");
    public static readonly Color Axis = Color.FromHex("#8C959F");

    /// <summary>What is right, and what is wrong; never told apart by colour alone.</summary>
    public static readonly Color Right = Green;
    public static readonly Color Wrong = Vermilion;

    private static readonly Color[] Colors = [Blue, Orange, Green, Vermilion, Purple, SkyBlue, Black];

    /// <summary>The colour of a chart's series; after the last one they begin again.</summary>
    public static Color Series(int index) => Colors[index % Colors.Length];
}
