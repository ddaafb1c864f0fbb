using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Playwright;

namespace Jupyter.Tests.Browser;

/// <summary>
/// A Jupyter server with this kernel, serving a copy of notebooks/ that sees the built library, and a Chromium that may talk
/// to nobody else.
/// </summary>
/// <param name="program">Starts the server; none where the machine doesn't have it.</param>
/// <param name="addressFiles">How the files are called in which the server says where it listens.</param>
public abstract class NotebookServer(string? program, string addressFiles) : IAsyncLifetime
{
    private readonly Collection collection = new();
    private readonly List<string> strayRequests = [];
    private Process? server;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>What a page asked of any other host.</summary>
    public IReadOnlyList<string> StrayRequests => strayRequests;

    /// <summary>Where the server keeps what it is told and what it notes down.</summary>
    protected string Settings => collection.JupyterFolder;

    private string Address { get; set; } = "";

    private string Token { get; set; } = "";

    public string PathOf(string notebook) => collection.PathOf(notebook);

    public virtual async ValueTask InitializeAsync()
    {
        if (program is null)
            return;
        var start = new ProcessStartInfo(program, ["--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={FreePort()}", $"--notebook-dir={collection.Folder}"])
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
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1) && !server.HasExited, $"{program} does not start; environment/setup.sh tests installs classic Notebook");
            if (Directory.EnumerateFiles(collection.JupyterFolder, addressFiles).FirstOrDefault() is not { } path || new FileInfo(path).Length == 0)
                continue;
            var info = JsonDocument.Parse(await File.ReadAllTextAsync(path)).RootElement;
            (Address, Token) = ($"http://127.0.0.1:{info.GetProperty("port")}", info.GetProperty("token").GetString()!);
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    /// <summary>A picture of what the reader sees, left in artifacts/browser/.</summary>
    public static Task<byte[]> Photograph(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(SetUp.Root, "artifacts/browser", name) });

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
        GC.SuppressFinalize(this);
    }

    /// <summary>A page of the server in the browser.</summary>
    protected async Task<IPage> Visit(string path)
    {
        var page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = 1200, Height = 900 } });
        page.SetDefaultTimeout(120_000);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                strayRequests.Add(request.Url);
        };
        await page.GotoAsync($"{Address}/{path}?token={Token}");
        return page;
    }

    // It takes the next one up where this is taken meanwhile.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
