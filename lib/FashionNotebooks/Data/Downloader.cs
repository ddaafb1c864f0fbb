using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace FashionNotebooks;

/// <summary>
/// Downloads files. What has arrived is kept in a <c>.part</c> file beside the target and continued after a lost
/// connection, or at the next run; only content found right gets the target's name.
/// </summary>
/// <param name="progress">One line a file, rewritten as it grows.</param>
/// <param name="pause">What to do between attempts; null waits 1, 2, then 4 seconds.</param>
/// <param name="patience">How long a server may stay silent; null for 30 seconds.</param>
internal sealed class Downloader(TextWriter progress, Action<TimeSpan>? pause = null, TimeSpan? patience = null) : IDisposable
{
    private const int Attempts = 4;

    private readonly TimeSpan patience = patience ?? TimeSpan.FromSeconds(30);
    private readonly HttpClient client = new() { Timeout = patience ?? TimeSpan.FromSeconds(30) };

    public void Dispose() => client.Dispose();

    /// <summary>Downloads a file and returns what <paramref name="check"/> made of it.</summary>
    /// <param name="source">The file's address.</param>
    /// <param name="target">Where it goes; the folder is made.</param>
    /// <param name="check">Reads the file and throws InvalidDataException where its content is wrong, after which nothing of it is kept.</param>
    /// <exception cref="HttpRequestException">The server can't be reached or refuses.</exception>
    /// <exception cref="IOException">The connection was lost again and again; the part that arrived is kept.</exception>
    /// <exception cref="InvalidDataException">The content is wrong.</exception>
    public T Fetch<T>(Uri source, string target, Func<string, T> check)
    {
        var part = target + ".part";
        for (var attempt = 1; ; attempt++)
        {
            var resumed = File.Exists(part);
            try
            {
                Transfer(source, part, Path.GetFileName(target)).GetAwaiter().GetResult();
                var result = check(part);
                File.Move(part, target, overwrite: true);
                return result;
            }
            catch (InvalidDataException e)
            {
                File.Delete(part);
                // The earlier part may have been of another file: once more, from the start.
                if (!resumed)
                    throw new InvalidDataException(
                        $"{source}: what came is not the file expected ({e.Message}). Nothing of it was kept. Does a proxy or a login page answer in its place?", e);
            }
            catch (Exception e) when (attempt < Attempts && MayPass(e))
            {
                var delay = TimeSpan.FromSeconds(1 << (attempt - 1));
                progress.WriteLine(Invariant($"{Path.GetFileName(target)}: {e.Message} Trying again in {delay.TotalSeconds:0} s."));
                (pause ?? Thread.Sleep)(delay);
            }
        }
    }

    private async Task Transfer(Uri source, string part, string name)
    {
        var arrived = File.Exists(part) ? new FileInfo(part).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, source);
        if (arrived > 0)
            request.Headers.Range = new RangeHeaderValue(arrived, null);
        using var response = await Send(request).ConfigureAwait(false);
        var continued = response.StatusCode == HttpStatusCode.PartialContent;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable || (continued && response.Content.Headers.ContentRange?.From != arrived))
        {
            File.Delete(part);
            throw new IOException("The part that had arrived does not fit the file; starting over.");
        }
        response.EnsureSuccessStatusCode();

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(part))!);
        var file = new FileStream(part, continued ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None);
        await using var _ = file.ConfigureAwait(false);

        var total = file.Position + response.Content.Headers.ContentLength;
        using var silence = new CancellationTokenSource();
        var body = await response.Content.ReadAsStreamAsync(CancellationToken.None).ConfigureAwait(false);
        var buffer = new byte[1 << 16];
        var shown = new Stopwatch();
        while (true)
        {
            silence.CancelAfter(patience);
            int read;
            try
            {
                read = await body.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e)
            {
                throw Silent(e);
            }
            if (read == 0)
                break;
            await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None).ConfigureAwait(false);
            if (!shown.IsRunning || shown.ElapsedMilliseconds > 200)
            {
                Show(name, file.Position, total);
                shown.Restart();
            }
        }
        Show(name, file.Position, total);
        progress.WriteLine();
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw Silent(e);
        }
    }

    private void Show(string name, long arrived, long? total) =>
        progress.Write(total is > 0
            ? Invariant($"\rDownloading {name}: {arrived / 1e6:0.0} of {total / 1e6:0.0} MB ({100 * arrived / total} %)")
            : Invariant($"\rDownloading {name}: {arrived / 1e6:0.0} MB"));

    private IOException Silent(Exception e) => new(Invariant($"The server stayed silent for {patience.TotalSeconds:0} seconds."), e);

    /// <summary>Whether another attempt may succeed: the connection was lost or refused, or the server is overloaded.</summary>
    private static bool MayPass(Exception e) => e switch
    {
        HttpRequestException { StatusCode: null } => true,
        HttpRequestException { StatusCode: { } status } => (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests,
        _ => e is IOException,
    };
}
