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

    public void Dispose() => cores.Dispose();
}
