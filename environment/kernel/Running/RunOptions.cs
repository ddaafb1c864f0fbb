using System.Globalization;

namespace NotebookKernel.Running;

/// <summary>What the command line of <c>run</c> asks for.</summary>
/// <param name="Jobs">How many notebooks run at the same time.</param>
/// <param name="InPlace">Also saves the outputs into the notebooks themselves, where all cells ran.</param>
internal sealed record RunOptions(IReadOnlyList<string> Notebooks, string Output, int Jobs, bool InPlace)
{
    public const string Usage = """
        usage: notebook-kernel run [--output DIR] [--jobs N] [--in-place] notebook...
               notebook-kernel draw FIGURE...
               notebook-kernel jupyter CONNECTION_FILE

        Runs C# notebooks in order and writes executed copies.
          --output DIR    where the copies go; "executed" unless given
          --jobs N        so many at a time, each with its share of the cores (OMP_NUM_THREADS); 1 unless given
          --in-place      also save the outputs into the notebooks themselves, if every cell ran

        draw has plotly.js make a picture of each chart written into a file: NAME.plotly becomes NAME.png.

        The headline of a notebook is its last console line that begins with "Result: ".
        Exit code: 0 all cells ran, 1 some failed, 2 wrong use, 130 stopped by Ctrl-C.
        """;

    /// <exception cref="ArgumentException">The arguments make no sense; the message says which.</exception>
    public static RunOptions Parse(IEnumerable<string> arguments)
    {
        var (notebooks, output, jobs, inPlace) = (new List<string>(), "executed", 1, false);
        var left = new Queue<string>(arguments);
        while (left.TryDequeue(out var argument))
            switch (argument)
            {
                case "--output":
                    output = left.TryDequeue(out var folder) ? folder : throw new ArgumentException("--output needs a folder after it.");
                    break;
                case "--jobs":
                    jobs = left.TryDequeue(out var number) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                        ? count : throw new ArgumentException("--jobs needs a number of notebooks after it, 1 or more.");
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
        return new(notebooks, output, jobs, inPlace);
    }
}
