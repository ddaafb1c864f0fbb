using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Playwright;

namespace Jupyter.Tests.Browser;

/// <summary>
/// Debian's classic Notebook with this kernel, serving a copy of notebooks/ that sees the built library, and a Chromium
/// that may talk to nobody else.
/// </summary>
public sealed class ClassicNotebook : IAsyncLifetime
{
    private readonly Collection collection = new();
    private readonly List<string> strayRequests = [];
    private Process? server;
    private IPlaywright? playwright;
    private IBrowser? browser;

    private string Address { get; set; } = "";

    private string Token { get; set; } = "";

    /// <summary>What a page asked of any other host.</summary>
    public IReadOnlyList<string> StrayRequests => strayRequests;

    public string PathOf(string notebook) => collection.PathOf(notebook);

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("/usr/bin/jupyter-notebook", ["--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={FreePort()}", $"--notebook-dir={collection.Folder}"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        collection.SetEnvironment(start);
        server = Process.Start(start)!;
        server.OutputDataReceived += (_, _) => { };
        server.ErrorDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        for (var clock = Stopwatch.StartNew(); Address.Length == 0; await Task.Delay(100))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1) && !server.HasExited, "jupyter-notebook does not start; environment/setup.sh tests installs it");
            if (Directory.EnumerateFiles(collection.JupyterFolder, "nbserver-*.json").FirstOrDefault() is not { } path || new FileInfo(path).Length == 0)
                continue;
            var info = JsonDocument.Parse(await File.ReadAllTextAsync(path)).RootElement;
            (Address, Token) = ($"http://127.0.0.1:{info.GetProperty("port")}", info.GetProperty("token").GetString()!);
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    /// <summary>A notebook in the browser, its kernel ready.</summary>
    public async Task<IPage> Open(string notebook)
    {
        var page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = 1200, Height = 900 } });
        page.SetDefaultTimeout(120_000);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                strayRequests.Add(request.Url);
        };
        await page.GotoAsync($"{Address}/notebooks/notebooks/{notebook}?token={Token}");
        await page.WaitForFunctionAsync("window.Jupyter && Jupyter.notebook && Jupyter.notebook._fully_loaded && Jupyter.notebook.kernel && Jupyter.notebook.kernel.info_reply.status === 'ok'");
        return page;
    }

    // It takes the next one up where this is taken meanwhile.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (server is { HasExited: false })
        {
            // Its kernels go with it on SIGTERM.
            using (var kill = Process.Start("kill", server.Id.ToString()))
                await kill.WaitForExitAsync();
            await server.WaitForExitAsync();
        }
        server?.Dispose();
        collection.Dispose();
    }
}
