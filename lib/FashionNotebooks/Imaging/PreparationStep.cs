namespace FashionNotebooks;

/// <summary>How many bytes a pixel has, and what they mean.</summary>
public enum PixelFormat
{
    /// <summary>One byte: 0 is black, 255 white.</summary>
    Grey,

    /// <summary>Four bytes: red, green, blue, opacity (255 is opaque).</summary>
    Rgba,
}

/// <summary>What a photo looks like at one step of its preparation.</summary>
/// <param name="Name">What was done, in a few words.</param>
/// <param name="Explanation">The same in a sentence.</param>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Format">What the bytes of a pixel mean: <see cref="PixelFormat.Grey"/> or <see cref="PixelFormat.Rgba"/>.</param>
/// <param name="Pixels">Height x Width x the format's channels, row by row from the top left.</param>
public sealed record PreparationStep(string Name, string Explanation, int Width, int Height, PixelFormat Format, ReadOnlyMemory<byte> Pixels)
{
    /// <summary>The bytes of a PNG file.</summary>
    public byte[] ToPng() => PhotoFile.Png(Pixels.Span, Width, Height, Format);
}
