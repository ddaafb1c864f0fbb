using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FashionNotebooks;

namespace Benchmarks;

/// <summary>The web page's endpoint under load: the program as it is delivered, and clients in this process, on the same cores.</summary>
internal static class WebLoad
{
    private const int WarmUp = 500;

    public static async Task PrintAsync(int clients, int seconds, int requests, string pictures)
    {
        var photos = Directory.EnumerateFiles(pictures, "*", SearchOption.AllDirectories).Where(path => TypeOf(path) is not null).Order()
            .Select(path => (File: File.ReadAllBytes(path), Type: TypeOf(path)!)).ToArray();
        using var server = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(Workspace.Root, "lib/FashionNotebooks.Web/bin/Release/net10.0/fashion-web.dll"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            var line = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
            using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = clients };
            using var client = new HttpClient(handler) { BaseAddress = new Uri(line.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal))) };
            Console.WriteLine($"{Machine.Hardware}, shared by server and clients, {DateTime.UtcNow:yyyy-MM-dd}");
            Console.WriteLine($"the {photos.Length} pictures of {pictures} in turn, {photos.Average(photo => photo.File.Length) / 1000:0} kB each on average");

            await SendAsync(client, photos, 1, WarmUp);
            (await SendAsync(client, photos, 1, WarmUp)).Print("one client");
            Console.WriteLine($"{"a heat map, one client",-34}  median {await HeatMapMillisecondsAsync(client, photos[0]):0.0} ms");
            var load = await SendAsync(client, photos, clients, int.MaxValue, TimeSpan.FromSeconds(seconds));
            load.Print($"{clients} clients for {seconds} s");
            Console.WriteLine($"{"",-34}  {load.Times.Count / (double)seconds:0} a second, {load.Busy} answered 429 and sent again, {load.Lost} lost");

            var before = Megabytes(server);
            var flat = await SendAsync(client, photos, 10, requests);
            Console.WriteLine($"{$"memory, then after {requests:N0} requests",-34}  {before:0} MB, {Megabytes(server):0} MB ({flat.Lost} lost)");
        }
        finally
        {
            server.Kill();
        }
    }

    private sealed record Outcome(IReadOnlyList<double> Times, int Busy, int Lost)
    {
        public void Print(string name)
        {
            var sorted = Times.Order().ToArray();
            Console.WriteLine($"{name,-34}  median {At(0.5):0.0} ms, 90 % {At(0.9):0.0}, 99 % {At(0.99):0.0}, longest {sorted[^1]:0.0}, n = {sorted.Length:N0}");

            double At(double share) => sorted[Math.Min((int)(share * sorted.Length), sorted.Length - 1)];
        }
    }

    /// <summary>So many clients, each of which sends its next picture when it has the last one's answer.</summary>
    private static async Task<Outcome> SendAsync(HttpClient client, (byte[] File, string Type)[] photos, int clients, int requests, TimeSpan? time = null)
    {
        var (sent, busy, lost, clock) = (0, 0, 0, Stopwatch.StartNew());
        var times = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(SendOneAfterTheOtherAsync)));
        return new Outcome([.. times.SelectMany(one => one)], busy, lost);

        async Task<List<double>> SendOneAfterTheOtherAsync()
        {
            var own = new List<double>();
            while (Interlocked.Increment(ref sent) is var number && number <= requests && (time is null || clock.Elapsed < time))
            {
                var start = Stopwatch.GetTimestamp();
                if (await IsAnsweredAsync(photos[number % photos.Length]))
                    own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                else
                    Interlocked.Increment(ref lost);
            }
            return own;
        }

        async Task<bool> IsAnsweredAsync((byte[] File, string Type) photo)
        {
            while (true)
            {
                try
                {
                    using var content = new ByteArrayContent(photo.File) { Headers = { ContentType = new MediaTypeHeaderValue(photo.Type) } };
                    using var response = await client.PostAsync("/api/predictions", content);
                    if (response.StatusCode != HttpStatusCode.TooManyRequests)
                        return response.IsSuccessStatusCode;
                    Interlocked.Increment(ref busy);
                    await Task.Delay(response.Headers.RetryAfter!.Delta!.Value);
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            }
        }
    }

    private static async Task<double> HeatMapMillisecondsAsync(HttpClient client, (byte[] File, string Type) photo)
    {
        using var content = new ByteArrayContent(photo.File) { Headers = { ContentType = new MediaTypeHeaderValue(photo.Type) } };
        using var prediction = await client.PostAsync("/api/predictions", content);
        var pixels = JsonNode.Parse(await prediction.Content.ReadAsStringAsync())!["images"]![0]!["prediction"]!["pixels"]!.GetValue<string>();
        var times = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var response = await client.PostAsJsonAsync("/api/heatmap", new { pixels });
            response.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return times.Order().ElementAt(times.Count / 2);
    }

    private static double Megabytes(Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / 1024.0 / 1024;
    }

    private static string? TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".jpg" => "image/jpeg",
        ".png" => "image/png",
        ".webp" => "image/webp",
        ".gif" => "image/gif",
        _ => null,
    };
}
