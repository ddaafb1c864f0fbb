namespace Jupyter.Tests.Browser;

/// <summary>What a reader of notebook 1 sees in classic Notebook.</summary>
public sealed class ClassicNotebookTests(ClassicNotebook classic) : IClassFixture<ClassicNotebook>
{
    private const string Notebook = "01-explore.ipynb";

    [Fact]
    public async Task All_cells_of_notebook_1_run_and_show_gallery_and_chart_and_the_file_keeps_its_format()
    {
        var page = await classic.Open(Notebook);
        await page.EvaluateAsync("Jupyter.notebook.clear_all_output()");
        Assert.Equal(0, await page.Locator(".output_area").CountAsync());

        await page.ClickAsync("#menubar a:text-is('Cell')");
        await page.ClickAsync("#run_all_cells");
        await page.WaitForFunctionAsync(
            "Jupyter.notebook.get_cells().every(cell => cell.cell_type !== 'code' || Number.isInteger(cell.input_prompt_number)) && !Jupyter.notebook.kernel_busy",
            null, new() { Timeout = 180_000 });

        Assert.Equal([], await page.Locator(".output_error").AllInnerTextsAsync());
        var gallery = page.Locator(".output_png img").First;
        await gallery.ScrollIntoViewIfNeededAsync();
        Assert.True(await gallery.EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 300"));
        await NotebookServer.Photograph(page, "classic-gallery.png");
        var chart = page.Locator(".js-plotly-plot").First;
        await chart.WaitForAsync();
        await chart.ScrollIntoViewIfNeededAsync();
        Assert.True(await chart.EvaluateAsync<bool>("plot => plot.data.length > 0 && plot.querySelectorAll('.heatmaplayer image, .scatterlayer path, .bars path').length > 0"));
        await NotebookServer.Photograph(page, "classic-chart.png");
        Assert.Empty(classic.StrayRequests);

        await page.EvaluateAsync("Jupyter.notebook.save_notebook()");
        SavedNotebook.AssertKeepsItsFormat(Notebook, classic.PathOf(Notebook));
    }
}
