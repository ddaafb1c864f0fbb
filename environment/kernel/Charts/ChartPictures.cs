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

    private readonly SemaphoreSlim turn = new(1);
    private IBrowser? browser;
    private Task<IPage?>? page;

    /// <summary>Adds a picture to each chart of a notebook that has none.</summary>
    public async Task AddAsync(NotebookFile notebook)
    {
        foreach (var output in notebook.CodeCells.SelectMany(cell => cell.Outputs).OfType<JsonObject>())
            if (output["data"] is JsonObject data && data[Plotly] is JsonObject figure && data[Png] is null && await DrawAsync(notebook.Path, figure) is { } picture)
            {
                data[Png] = picture;
                output["metadata"] = new JsonObject { [Png] = Sizes(figure) };
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
                if (await DrawAsync(path, figure) is { } picture)
                {
                    await File.WriteAllBytesAsync(Path.ChangeExtension(path, ".png"), Convert.FromBase64String(picture));
                    say(Path.ChangeExtension(path, ".png"));
                }
                else
                    all = false;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
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

    /// <param name="otherwise">What plotly.js takes where a chart doesn't say.</param>
    private static int Size(JsonObject figure, string name, int otherwise) =>
        figure["layout"]?[name] is JsonValue value && value.TryGetValue<double>(out var pixels) ? (int)pixels : otherwise;

    private static JsonObject Sizes(JsonObject figure) => new() { ["width"] = Size(figure, "width", 700), ["height"] = Size(figure, "height", 450) };

    /// <summary>One picture after the other, in base64; null where it can't be drawn, which is said.</summary>
    private async Task<string?> DrawAsync(string from, JsonObject figure)
    {
        await turn.WaitAsync();
        try
        {
            return await (page ??= StartAsync()) is not { } drawing ? null : await drawing.EvaluateExpressionAsync<string>(
                $"Plotly.toImage({figure.ToJsonString()}, {{ ...{Sizes(figure).ToJsonString()}, format: 'png', scale: {Scale}, imageDataOnly: true }})");
        }
        catch (PuppeteerException failure)
        {
            say($"{from}: plotly.js could not draw a chart: {failure.Message}");
            return null;
        }
        finally
        {
            turn.Release();
        }
    }

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
