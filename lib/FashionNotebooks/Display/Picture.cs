namespace FashionNotebooks;

/// <summary>A picture to show in a notebook: the bytes of a PNG file. A cell that ends in one shows it.</summary>
/// <param name="Png">The file's bytes.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="AltText">What the picture shows, for readers who can't see it.</param>
public sealed record Picture(ReadOnlyMemory<byte> Png, int Width, int Height, string AltText)
{
    /// <summary>Writes the picture to a PNG file, replacing one that is there. On failure nothing is left behind.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(path, stream => stream.Write(Png.Span));
    }

    /// <summary>The alternative text and the size.</summary>
    public override string ToString() => $"[{AltText}, {Width}x{Height}]";
}
