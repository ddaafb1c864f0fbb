using Microsoft.Playwright;

namespace Jupyter.Tests.Browser;

/// <summary>Debian's classic Notebook.</summary>
public sealed class ClassicNotebook() : NotebookServer("/usr/bin/jupyter-notebook", "nbserver-*.json")
{
    /// <summary>A notebook in the browser, its kernel ready.</summary>
    public async Task<IPage> Open(string notebook)
    {
        var page = await Visit($"notebooks/notebooks/{notebook}");
        await page.WaitForFunctionAsync("window.Jupyter && Jupyter.notebook && Jupyter.notebook._fully_loaded && Jupyter.notebook.kernel && Jupyter.notebook.kernel.info_reply.status === 'ok'");
        return page;
    }
}
