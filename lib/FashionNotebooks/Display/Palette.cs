using SkiaSharp;

namespace FashionNotebooks;

/// <summary>
/// The colours of every chart and picture. The series colours stay apart for readers with any kind of colour blindness
/// (M. Okabe, K. Ito, Color Universal Design, 2008).
/// </summary>
internal static class Palette
{
    public static readonly SKColor Blue = SKColor.Parse("#0072B2");
    public static readonly SKColor Orange = SKColor.Parse("#E69F00");
    public static readonly SKColor Green = SKColor.Parse("#009E73");
    public static readonly SKColor Vermilion = SKColor.Parse("#D55E00");
    public static readonly SKColor Purple = SKColor.Parse("#CC79A7");
    public static readonly SKColor SkyBlue = SKColor.Parse("#56B4E9");

    public static readonly SKColor Background = SKColors.White;
    public static readonly SKColor Text = SKColor.Parse("#24292F");
    public static readonly SKColor MutedText = SKColor.Parse("#57606A");
    public static readonly SKColor Grid = SKColor.Parse("#E3E6EA");
    public static readonly SKColor Chequer = SKColor.Parse("#D6D6D6");
    public static readonly SKColor Axis = SKColor.Parse("#8C959F");

    /// <summary>What is right, and what is wrong; never told apart by colour alone.</summary>
    public static readonly SKColor Right = Green;
    public static readonly SKColor Wrong = Vermilion;

    private static readonly SKColor[] Colors = [Blue, Orange, Green, Vermilion, Purple, SkyBlue, SKColors.Black];

    /// <summary>The colour of a chart's series; after the last one they begin again.</summary>
    public static SKColor Series(int index) => Colors[index % Colors.Length];

    /// <summary>"#RRGGBB", as plotly.js takes it.</summary>
    public static string Hex(this SKColor color) => $"#{color.Red:X2}{color.Green:X2}{color.Blue:X2}";

    /// <summary>The colour a part of the way to another; 0 gives the first, 1 the second.</summary>
    public static SKColor Mix(this SKColor from, SKColor to, double part)
    {
        byte Channel(byte a, byte b) => (byte)Math.Round(a + (b - a) * part);
        return new(Channel(from.Red, to.Red), Channel(from.Green, to.Green), Channel(from.Blue, to.Blue));
    }
}
