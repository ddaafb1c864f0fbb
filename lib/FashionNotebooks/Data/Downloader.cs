using System.Net;
using System.Net.Http.Headers;

namespace FashionNotebooks;

/// <summary>
/// Downloads files. What has arrived lies in a <c>.part</c> file beside the target and is continued after a lost
/// connection, or at the next run; only content found right gets the target's name.
/// </summary>
/// <param name="progress">Gets a line a file, and one where it tries again.</param>
/// <param name="pause">What to do between two tries; null waits.</param>
/// <param name="patience">How long a server may stay silent; null for 30 seconds.</param>
internal sealed class Downloader(TextWriter progress, Action<TimeSpan>? pause = null, TimeSpan? patience = null) : IDisposable
{
    private const int Tries = 3;

    private readonly TimeSpan patience = patience ?? TimeSpan.FromSeconds(30);
    private readonly HttpClient client = new() { Timeout = patience ?? TimeSpan.FromSeconds(30) };

    public void Dispose() => client.Dispose();

    /// <summary>Downloads a file and returns what <paramref name="check"/> made of it.</summary>
    /// <param name="source">The file's address.</param>
    /// <param name="target">Where it goes; the folder is made.</param>
    /// <param name="check">Reads the file and throws InvalidDataException where its content is wrong, after which nothing of it is kept.</param>
    /// <exception cref="HttpRequestException">The server can't be reached or refuses.</exception>
    /// <exception cref="IOException">The connection was lost, or the server fell silent, again and again; what arrived is kept.</exception>
    /// <exception cref="InvalidDataException">The content is wrong.</exception>
    public T Fetch<T>(Uri source, string target, Func<string, T> check)
    {
        var (part, name) = (target + ".part", Path.GetFileName(target));
        for (var attempt = 1; ; attempt++)
        {
            var resumed = File.Exists(part);
            try
            {
                progress.Write($"Downloading {name}: ");
                Transfer(source, part).GetAwaiter().GetResult();
                progress.WriteLine(Invariant($"{new FileInfo(part).Length / 1e6:0.0} MB"));
                var result = check(part);
                File.Move(part, target, overwrite: true);
                return result;
            }
            catch (InvalidDataException e)
            {
                File.Delete(part);
                // What came earlier may have been of another file: once more, from the start.
                if (!resumed)
                    throw new InvalidDataException(
                        $"{source}: what came is not the file expected ({e.Message}). Nothing of it was kept. Does a proxy or a login page answer in its place?", e);
            }
            catch (Exception e) when (attempt < Tries && (e is HttpRequestException { StatusCode: null or >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests } or IOException))
            {
                progress.WriteLine($"{e.Message} Trying again in {attempt} s.");
                (pause ?? Thread.Sleep)(TimeSpan.FromSeconds(attempt));
            }
        }
    }

    private async Task Transfer(Uri source, string part)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(part))!);
        var arrived = File.Exists(part) ? new FileInfo(part).Length : 0;
        using var silence = new CancellationTokenSource(patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, source) { Headers = { Range = arrived > 0 ? new RangeHeaderValue(arrived, null) : null } };
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            var continued = response.StatusCode == HttpStatusCode.PartialContent;
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable || (continued && response.Content.Headers.ContentRange?.From != arrived))
                throw new InvalidDataException("the server goes on at another place");
            response.EnsureSuccessStatusCode();

            using var body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
            using var file = new FileStream(part, continued ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None);
            var buffer = new byte[1 << 16];
            while (await body.ReadAsync(buffer, silence.Token).ConfigureAwait(false) is var read and > 0)
            {
                file.Write(buffer, 0, read);
                silence.CancelAfter(patience);
            }
        }
        catch (OperationCanceledException e)
        {
            throw new IOException(Invariant($"The server stayed silent for {patience.TotalSeconds:0} seconds."), e);
        }
    }
}
