using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookKernel.Notebooks;
using PuppeteerSharp;

namespace NotebookKernel.Charts;

/// <summary>
/// Pictures of charts, drawn by plotly.js itself: for readers that don't run scripts, such as GitHub and nbconvert. One browser draws
/// all of a run; it is started at the first chart. Where there is none, that is said once, and charts stay as they are.
/// </summary>
internal sealed class ChartPictures(Action<string> say) : IDisposable
{
    private const string Plotly = "application/vnd.plotly.v1+json", Png = "image/png";

    /// <summary>Pixels for each of the chart's own.</summary>
    private const int Scale = 2;

    /// <summary>What plotly.js takes where a chart doesn't say.</summary>
    private const int DefaultWidth = 700, DefaultHeight = 450;

    private IBrowser? browser;
    private readonly SemaphoreSlim turn = new(1);
    private Task<IPage?>? page;

    /// <summary>Adds a picture to each chart of a notebook that has none; those of several notebooks after each other.</summary>
    public async Task AddAsync(NotebookFile notebook)
    {
        await turn.WaitAsync();
        try
        {
            await AddInTurnAsync(notebook);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task AddInTurnAsync(NotebookFile notebook)
    {
        foreach (var output in notebook.CodeCells.SelectMany(cell => cell.Outputs).OfType<JsonObject>())
            if (output["data"] is JsonObject data && data[Plotly] is JsonObject figure && data[Png] is null && await (page ??= StartAsync()) is { } drawing)
            {
                var (width, height) = (Size(figure, "width", DefaultWidth), Size(figure, "height", DefaultHeight));
                try
                {
                    data[Png] = await DrawAsync(drawing, figure, width, height);
                    output["metadata"] = new JsonObject { [Png] = new JsonObject { ["width"] = width, ["height"] = height } };
                }
                catch (PuppeteerException failure)
                {
                    say($"{notebook.Path}: plotly.js could not draw a chart: {failure.Message}");
                }
            }
    }

    /// <summary>Draws charts that were written into files: NAME.plotly becomes NAME.png beside it.</summary>
    /// <returns>Whether all of them were drawn.</returns>
    public async Task<bool> DrawFilesAsync(IEnumerable<string> paths)
    {
        var all = true;
        foreach (var path in paths)
            try
            {
                var figure = JsonNode.Parse(await File.ReadAllTextAsync(path)) as JsonObject ?? throw new JsonException("it holds no object");
                if (await (page ??= StartAsync()) is not { } drawing)
                    return false;
                var picture = Path.ChangeExtension(path, ".png");
                await File.WriteAllBytesAsync(picture, Convert.FromBase64String(
                    await DrawAsync(drawing, figure, Size(figure, "width", DefaultWidth), Size(figure, "height", DefaultHeight))));
                say(picture);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or PuppeteerException)
            {
                say($"{path}: it could not be drawn: {failure.Message}");
                all = false;
            }
        return all;
    }

    public void Dispose()
    {
        browser?.Dispose();
        turn.Dispose();
    }

    /// <summary>Where Chromium, Chrome or Edge is; null where the PATH has none.</summary>
    internal static string? FindBrowser() =>
        (from name in (string[])["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"]
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();

    private static int Size(JsonObject figure, string name, int missing) =>
        figure["layout"]?[name] is JsonValue value && value.TryGetValue<double>(out var pixels) ? (int)pixels : missing;

    private static Task<string> DrawAsync(IPage page, JsonObject figure, int width, int height) => page.EvaluateExpressionAsync<string>(
        $"Plotly.toImage({figure.ToJsonString()}, {{ format: 'png', width: {width}, height: {height}, scale: {Scale}, imageDataOnly: true }})");

    private async Task<IPage?> StartAsync()
    {
        if (FindBrowser() is not { } program)
            say("Charts get no picture: there is no Chromium on the PATH. On Debian: apt-get install chromium");
        else
            try
            {
                string[] asRoot = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];
                browser = await Puppeteer.LaunchAsync(new()
                {
                    ExecutablePath = program, Args = ["--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none", .. asRoot],
                });
                var blank = await browser.NewPageAsync();
                await blank.AddScriptTagAsync(new AddTagOptions { Content = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "plotly.min.js")) });
                return blank;
            }
            catch (PuppeteerException failure)
            {
                say($"Charts get no picture: {program} does not start: {failure.Message}");
            }
        return null;
    }
}
