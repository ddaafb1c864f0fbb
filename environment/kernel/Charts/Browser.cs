using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookKernel.Charts;

/// <summary>A Chromium without a window, in which scripts are run through its debugging protocol.</summary>
internal sealed class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly string profile = Directory.CreateTempSubdirectory("charts-").FullName;
    private readonly Process process;
    private readonly ClientWebSocket page = new();
    private int lastId;

    private Browser(string program)
    {
        string[] asRoot = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];
        process = Process.Start(new ProcessStartInfo(program, ["--headless", "--remote-debugging-port=0", $"--user-data-dir={profile}",
            "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none", .. asRoot, "about:blank"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Where Chromium, Chrome or Edge is; null where the PATH has none.</summary>
    public static string? Find() =>
        (from name in (string[])["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"]
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         let path = Path.Combine(folder, name + (OperatingSystem.IsWindows() ? ".exe" : ""))
         where File.Exists(path)
         select path).FirstOrDefault();

    /// <exception cref="IOException">It does not start.</exception>
    public static async Task<Browser> StartAsync(string program)
    {
        var browser = new Browser(program);
        try
        {
            await browser.ConnectAsync();
            return browser;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            browser.Dispose();
            throw new IOException($"{program} does not start: {failure.Message}");
        }
    }

    /// <summary>The value of an expression, awaited where it is a promise.</summary>
    /// <exception cref="IOException">It throws, or the browser is gone.</exception>
    public async Task<string> EvaluateAsync(string expression)
    {
        var result = await AskAsync("Runtime.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        return result?["exceptionDetails"] is { } thrown
            ? throw new IOException(thrown["exception"]?["description"]?.ToString() ?? thrown.ToJsonString())
            : result?["result"]?["value"]?.ToString() ?? "";
    }

    public void Dispose()
    {
        // Left to itself it ends its own processes.
        if (page.State == WebSocketState.Open)
            _ = AskAsync("Browser.close", []);
        if (!process.WaitForExit(Farewell))
            process.Kill(entireProcessTree: true);
        page.Dispose();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(profile, recursive: true);
    }

    private async Task ConnectAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var http = new HttpClient();
        while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.IndexOf("ws://", StringComparison.Ordinal) is not (>= 0 and var start))
                continue;
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var pages = JsonNode.Parse(await http.GetStringAsync(new UriBuilder(line[start..]) { Scheme = "http", Path = "json/list" }.Uri, patience.Token))!.AsArray();
            await page.ConnectAsync(new(pages.First(one => one!["type"]!.ToString() == "page")!["webSocketDebuggerUrl"]!.ToString()), patience.Token);
            return;
        }
        throw new IOException("it ended at once");
    }

    private async Task<JsonNode?> AskAsync(string method, JsonObject parameters)
    {
        using var patience = new CancellationTokenSource(Patience);
        var id = ++lastId;
        try
        {
            var request = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
            await page.SendAsync(JsonSerializer.SerializeToUtf8Bytes(request), WebSocketMessageType.Text, true, patience.Token);
            while (true)
                if (await ReceiveAsync(patience.Token) is var answer && answer["id"]?.GetValue<int>() == id)
                    return answer["result"];
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            throw new IOException($"The browser does not answer: {gone.Message}");
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken patience)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await page.ReceiveAsync(buffer, patience);
            message.Write(buffer, 0, part.Count);
        } while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }
}
