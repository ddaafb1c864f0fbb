namespace FashionNotebooks;

/// <summary>The kinds of files that photos are read from.</summary>
internal enum PhotoFormat
{
    Jpeg,
    Png,
    WebP,
    Gif,
    Bmp,
}
