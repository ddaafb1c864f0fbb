using Microsoft.Playwright;

namespace FashionNotebooks.Web.Tests.Browser;

/// <summary>A Chromium for the shared server; what pages ask of any other host is noted.</summary>
public sealed class Chromium(SharedServer shared) : IAsyncLifetime
{
    private readonly List<string> strayRequests = [];
    private readonly List<string> complaints = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    internal RunningServer Server => shared.Running;

    /// <summary>What a page asked of any other host.</summary>
    public IReadOnlyList<string> StrayRequests => strayRequests;

    /// <summary>What the browser had to say of the page: errors of scripts, and what the page's own rules forbid.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(120_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    /// <summary>The page, in a window of the given size.</summary>
    public async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var context = await browser!.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1000, Height = 900 } });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        page.Request += (_, request) =>
        {
            if (!((string[])[Server.Address.AbsoluteUri, "data:", "blob:"]).Any(start => request.Url.StartsWith(start, StringComparison.Ordinal)))
                strayRequests.Add(request.Url);
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        await page.GotoAsync(Server.Address.AbsoluteUri);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
