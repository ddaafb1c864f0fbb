using System.Text.Json.Nodes;
using static Jupyter.Tests.Browser.JupyterLab;

namespace Jupyter.Tests.Browser;

/// <summary>What a reader sees in JupyterLab.</summary>
public sealed class JupyterLabTests(JupyterLab lab) : IClassFixture<JupyterLab>
{
    private const string Notebook = "01-explore.ipynb";
    private const string NoLab = "There is no jupyter-lab on the PATH.";

    [Fact(Skip = NoLab, SkipUnless = nameof(IsInstalled), SkipType = typeof(JupyterLab))]
    public async Task All_cells_of_notebook_1_run_and_show_gallery_and_chart_and_the_file_keeps_its_format()
    {
        var page = await lab.Open(Notebook);
        await Choose(page, "Edit", "Clear Outputs of All Cells");
        Assert.Equal(0, await page.Locator(".jp-OutputArea-output").CountAsync());

        await Choose(page, "Run", "Run All Cells");
        await page.WaitForFunctionAsync(
            "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].every(prompt => /^\\[\\d+\\]:$/.test(prompt.textContent))",
            null, new() { Timeout = 180_000 });
        await UntilIdle(page);

        var gallery = page.Locator("[data-mime-type='image/png'] img").First;
        await gallery.ScrollIntoViewIfNeededAsync();
        Assert.True(await gallery.EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 300"));
        var chart = page.Locator(".js-plotly-plot").First;
        await chart.ScrollIntoViewIfNeededAsync();
        Assert.True(await chart.EvaluateAsync<bool>("chart => chart.getBoundingClientRect().width > 300"));
        await NotebookServer.Photograph(page, "lab.png");
        Assert.Empty(lab.StrayRequests);

        await page.RunAndWaitForResponseAsync(
            () => page.Keyboard.PressAsync("Control+s"), response => response.Request.Method == "PUT" && response.Url.Contains(Notebook, StringComparison.Ordinal));
        SavedNotebook.AssertKeepsItsFormat(Notebook, lab.PathOf(Notebook));
        var outputs = JsonNode.Parse(File.ReadAllText(lab.PathOf(Notebook)))!["cells"]!.AsArray().SelectMany(cell => cell!["outputs"]?.AsArray() ?? []);
        Assert.DoesNotContain("error", outputs.Select(output => output!["output_type"]!.ToString()));
    }
}
