namespace FashionNotebooks.Web.Uploads;

/// <summary>From the file of a photo to the garment on it, as the model takes it.</summary>
internal sealed class PhotoPreparer(WebOptions options) : IDisposable
{
    private readonly PhotoLimits limits = new() { MaxPixels = options.MaxPixels };

    // A decoded photo may take hundreds of megabytes: only as many at once as there are cores to decode them.
    private readonly SemaphoreSlim cores = new(Environment.ProcessorCount);

    /// <summary>Decodes a photo and finds its garment.</summary>
    /// <exception cref="PhotoException">The file is no photo that can be used.</exception>
    public async Task<GarmentPhoto> PrepareAsync(byte[] file, CancellationToken cancellation)
    {
        await cores.WaitAsync(cancellation);
        try
        {
            return GarmentPhoto.Prepare(Photo.Decode(file, limits));
        }
        finally
        {
            cores.Release();
        }
    }

    /// <summary>Counts the pixels of a request by its files' headers, as small files may take minutes to decode.</summary>
    /// <exception cref="ProblemException">They are more than a request may have.</exception>
    public void CheckPixels(IEnumerable<Upload> uploads)
    {
        if (uploads.Sum(upload => Pixels(upload.File)) > options.MaxRequestPixels)
            throw new ProblemException(StatusCodes.Status413PayloadTooLarge, "The pictures are too large together",
                FormattableString.Invariant($"The pictures of a request may have {options.MaxRequestPixels:N0} pixels together. Send them in several requests, or smaller ones; 28 x 28 pixels of each are looked at."));
    }

    /// <summary>None where the file will be refused undecoded.</summary>
    private long Pixels(byte[] file)
    {
        try
        {
            return Photo.CountPixels(file) is var pixels && pixels <= options.MaxPixels ? pixels : 0;
        }
        catch (PhotoException)
        {
            return 0;
        }
    }

    public void Dispose() => cores.Dispose();
}
