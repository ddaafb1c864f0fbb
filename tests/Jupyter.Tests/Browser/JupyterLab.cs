using Microsoft.Playwright;

namespace Jupyter.Tests.Browser;

/// <summary>The JupyterLab on the PATH. Debian has none.</summary>
public sealed class JupyterLab() : NotebookServer(Program, "jpserver-*.json")
{
    public static bool IsInstalled => Program is not null;

    private static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "jupyter-lab")).FirstOrDefault(File.Exists);

    public override async ValueTask InitializeAsync()
    {
        // It would ask in the middle of the picture whether the reader wants news.
        var notifications = Path.Combine(Settings, "lab/user-settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings");
        Directory.CreateDirectory(Path.GetDirectoryName(notifications)!);
        await File.WriteAllTextAsync(notifications, """{"fetchNews": "false"}""");
        await base.InitializeAsync();
    }

    /// <summary>A notebook in the browser, its kernel ready.</summary>
    public async Task<IPage> Open(string notebook)
    {
        var page = await Visit($"lab/tree/notebooks/{notebook}");
        await UntilIdle(page);
        return page;
    }

    /// <summary>Waits until the kernel has nothing to do.</summary>
    public static Task UntilIdle(IPage page) => page.Locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").WaitForAsync();

    public static async Task Choose(IPage page, string menu, string command)
    {
        await page.ClickAsync($".lm-MenuBar-itemLabel:text-is('{menu}')");
        await page.ClickAsync($".lm-Menu-itemLabel:text-is('{command}')");
    }
}
