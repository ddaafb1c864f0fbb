namespace FashionNotebooks.Web;

/// <summary>How much a request may ask for, and how many requests there may be.</summary>
public sealed record WebOptions
{
    /// <summary>Bytes of a request's body, over all of its images.</summary>
    public int MaxUploadBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Width times height of an image, decoding which takes up to 14 bytes a pixel. Phones' usual 12 and 24 megapixels pass.</summary>
    public int MaxPixels { get; init; } = 25_000_000;

    /// <summary>Pixels of a request, over all of its images; it takes up to a second for every 20 million.</summary>
    public int MaxRequestPixels { get; init; } = 50_000_000;

    /// <summary>Images of one request.</summary>
    public int MaxImages { get; init; } = 32;

    /// <summary>Requests that are read, waiting or worked on at once; what comes beyond is told to come again.</summary>
    public int MaxRequests { get; init; } = 128;

    /// <summary>Images that the model is given at once, as long as no request alone has more.</summary>
    public int MaxBatch { get; init; } = 32;

    /// <summary>How long a request may take, its upload included.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a prediction may take before the server counts as not ready.</summary>
    public TimeSpan ReadyTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection may take to say what it wants.</summary>
    public TimeSpan HeadersTime { get; init; } = TimeSpan.FromSeconds(10);
}
