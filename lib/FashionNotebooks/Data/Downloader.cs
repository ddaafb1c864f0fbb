using System.Net;

namespace FashionNotebooks;

/// <summary>Downloads files of at most a hundred megabytes; only content found right is kept.</summary>
/// <param name="progress">Gets a line a file, and one where it tries again.</param>
/// <param name="pause">What to do between two tries; null waits.</param>
/// <param name="patience">How long a file may take; null for ten minutes.</param>
internal sealed class Downloader(TextWriter progress, Action<TimeSpan>? pause = null, TimeSpan? patience = null) : IDisposable
{
    private const int Tries = 3;

    private readonly HttpClient client = new() { Timeout = patience ?? TimeSpan.FromMinutes(10), MaxResponseContentBufferSize = 100_000_000 };

    public void Dispose() => client.Dispose();

    /// <summary>Downloads a file and returns what <paramref name="check"/> made of it.</summary>
    /// <param name="source">The file's address.</param>
    /// <param name="target">Where it goes; the folder is made.</param>
    /// <param name="check">Reads the file and throws InvalidDataException where its content is wrong.</param>
    /// <exception cref="HttpRequestException">The server can't be reached, refuses or falls silent, or the connection was lost: three times.</exception>
    /// <exception cref="InvalidDataException">The content is wrong.</exception>
    public T Fetch<T>(Uri source, string target, Func<string, T> check)
    {
        var part = target + ".part";
        progress.Write($"Downloading {Path.GetFileName(target)}: ");
        var content = Get(source);
        progress.WriteLine(Invariant($"{content.Length / 1e6:0.0} MB"));
        try
        {
            AtomicFile.Write(part, stream => stream.Write(content));
            var result = check(part);
            File.Move(part, target, overwrite: true);
            return result;
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(
                $"{source}: what came is not the file expected ({e.Message}). Nothing of it was kept. Does a proxy or a login page answer in its place?", e);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private byte[] Get(Uri source)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return client.GetByteArrayAsync(source).GetAwaiter().GetResult();
            }
            catch (Exception e) when (e is TaskCanceledException or HttpRequestException { StatusCode: null or >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests })
            {
                var what = e is TaskCanceledException ? Invariant($"The server did not send it within {client.Timeout.TotalSeconds:0.##} seconds.") : e.Message;
                if (attempt == Tries)
                    throw new HttpRequestException(what, e);
                progress.WriteLine($"{what} Trying again in {attempt} s.");
                (pause ?? Thread.Sleep)(TimeSpan.FromSeconds(attempt));
            }
        }
    }
}
