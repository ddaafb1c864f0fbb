namespace NotebookKernel.Running;

/// <summary>What the command line of <c>run</c> asks for.</summary>
/// <param name="InPlace">Also saves the outputs into the notebooks themselves, where all cells ran.</param>
internal sealed record RunOptions(IReadOnlyList<string> Notebooks, string Output, bool InPlace)
{
    public const string Usage = """
        usage: notebook-kernel run [--output DIR] [--in-place] notebook...
               notebook-kernel draw FIGURE...
               notebook-kernel jupyter CONNECTION_FILE

        Runs C# notebooks one after another and writes executed copies.
          --output DIR    where the copies go; "executed" unless given
          --in-place      also save the outputs into the notebooks themselves, if every cell ran

        draw has plotly.js make a picture of each chart written into a file: NAME.plotly becomes NAME.png.

        The headline of a notebook is its last console line that begins with "Result: ".
        Exit code: 0 all cells ran, 1 some failed, 2 wrong use, 130 stopped by Ctrl-C.
        """;

    /// <exception cref="ArgumentException">The arguments make no sense; the message says which.</exception>
    public static RunOptions Parse(IEnumerable<string> arguments)
    {
        var (notebooks, output, inPlace) = (new List<string>(), "executed", false);
        var left = new Queue<string>(arguments);
        while (left.TryDequeue(out var argument))
            switch (argument)
            {
                case "--output":
                    output = left.TryDequeue(out var folder) ? folder : throw new ArgumentException("--output needs a folder after it.");
                    break;
                case "--in-place":
                    inPlace = true;
                    break;
                case ['-', ..]:
                    throw new ArgumentException($"There is no option {argument}.");
                default:
                    notebooks.Add(argument);
                    break;
            }
        if (notebooks.Count == 0)
            throw new ArgumentException("Name at least one notebook.");
        if (notebooks.GroupBy(Path.GetFileName).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new ArgumentException($"Two notebooks are called {same.Key}, and their copies would overwrite each other. Run them one at a time.");
        return new(notebooks, output, inPlace);
    }
}
