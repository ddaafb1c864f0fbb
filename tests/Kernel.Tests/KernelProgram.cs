using System.Diagnostics;
using System.Text.Json.Nodes;

namespace NotebookKernel.Tests;

/// <summary>Small real notebooks, run by the real program in a folder of their own.</summary>
internal sealed class KernelProgram : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "notebook-kernel.exe" : "notebook-kernel");

    private readonly List<Process> started = [];

    /// <summary>The folder of the notebooks.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("notebooks-").FullName;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public KernelProgram With(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
        return this;
    }

    /// <summary>A notebook of the given cells; those that begin with "md:" are markdown.</summary>
    public KernelProgram WithNotebook(string file, params string[] cells) => With(file, new JsonObject
    {
        ["cells"] = new JsonArray([.. cells.Select((cell, index) => (JsonNode)Cell(cell, index))]),
        ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" } },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString());

    /// <summary>Runs one notebook of the given cells; it is called a.ipynb.</summary>
    public static KernelRun Run(params string[] cells)
    {
        using var program = new KernelProgram();
        return program.WithNotebook("a.ipynb", cells).Run();
    }

    /// <summary>Runs a.ipynb.</summary>
    public KernelRun Run() => Run(["run", "--output", "out", "a.ipynb"], "a.ipynb");

    /// <summary>Runs the program in the notebooks' folder and reads the named copy that it left in the folder out.</summary>
    public KernelRun Run(string[] arguments, string copy, Action<ProcessStartInfo>? change = null) => Finish(Start(arguments, change), copy);

    /// <summary>A process that ends with this object at the latest, and all that it has started with it.</summary>
    public Process Start(string[] arguments, Action<ProcessStartInfo>? change = null)
    {
        var start = new ProcessStartInfo(Program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_TieredPGO"] = "0"; // Processes this short gain nothing from it.
        start.Environment["KERNEL_TEST"] = "from the environment";
        change?.Invoke(start);
        started.Add(Process.Start(start)!);
        return started[^1];
    }

    public KernelRun Finish(Process process, string copy)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var path = PathOf("out/" + copy);
        return new(process.ExitCode, output, errors.GetAwaiter().GetResult(), File.Exists(path) ? File.ReadAllText(path) : null);
    }

    public void Dispose()
    {
        foreach (var process in started)
            using (process)
                process.Kill(entireProcessTree: true);
        Directory.Delete(Folder, recursive: true);
    }

    private static JsonObject Cell(string source, int index)
    {
        var markdown = source.StartsWith("md:", StringComparison.Ordinal);
        var cell = new JsonObject
        {
            ["cell_type"] = markdown ? "markdown" : "code", ["id"] = $"c{index}", ["metadata"] = new JsonObject(), ["source"] = markdown ? source[3..] : source,
        };
        if (!markdown)
            (cell["execution_count"], cell["outputs"]) = (null, new JsonArray());
        return cell;
    }
}

/// <summary>What the program did.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
/// <param name="Copy">The executed notebook; null if there is none.</param>
internal sealed record KernelRun(int ExitCode, string Output, string Errors, string? Copy)
{
    public JsonArray Cells => JsonNode.Parse(Copy ?? throw new InvalidOperationException($"No copy was written: {Output}{Errors}"))!["cells"]!.AsArray();

    /// <summary>The outputs of a cell, counted from 0, markdown included.</summary>
    public JsonArray Outputs(int cell) => Cells[cell]!["outputs"]!.AsArray();

    /// <summary>The cell's value as a mime type.</summary>
    public string Value(int cell, string mimeType = "text/plain") =>
        Text(Outputs(cell).Single(output => output!["output_type"]!.ToString() == "execute_result")!["data"]![mimeType]);

    /// <summary>All that the cell wrote to the console.</summary>
    public string Console(int cell) => string.Concat(Outputs(cell).Where(output => output!["output_type"]!.ToString() == "stream").Select(output => Text(output!["text"])));

    /// <summary>The cell's error output.</summary>
    public JsonNode Error(int cell) => Outputs(cell).Single(output => output!["output_type"]!.ToString() == "error")!;

    public string Traceback(int cell) => string.Join('\n', Error(cell)["traceback"]!.AsArray());

    public static string Text(JsonNode? node) => node is JsonArray lines ? string.Concat(lines) : node!.ToString();
}
