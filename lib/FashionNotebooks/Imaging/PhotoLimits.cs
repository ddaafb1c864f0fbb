namespace FashionNotebooks;

/// <summary>What a file may ask of this machine before it is decoded. Both are read from the file's header, so that refusing costs nothing.</summary>
public sealed record PhotoLimits
{
    /// <summary>Greatest size of the file in bytes; 20 MiB unless given.</summary>
    public long MaxBytes { get; init; } = 20 << 20;

    /// <summary>Greatest width times height, 1 to 500 million; 40 million unless given. Decoding takes 4 bytes of memory a pixel, a progressive JPEG 6 more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    public int MaxPixels
    {
        get;
        init => field = value is >= 1 and <= 500_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(MaxPixels), value, "MaxPixels goes from 1 to 500,000,000.");
    } = 40_000_000;
}
