using System.Diagnostics;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Jupyter.Tests;

/// <summary>One run of all scenarios, in a folder of its own with a kernel registered for it alone.</summary>
public sealed class ClientRun : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("jupyter-").FullName;
    private readonly Dictionary<string, string?> complaints = [];
    private readonly string errors;

    public ClientRun()
    {
        CompileLibrary();
        _ = SetUp.Run(folder);
        var start = new ProcessStartInfo("/usr/bin/python3", [Script, folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["JUPYTER_DATA_DIR"] = folder;
        using var process = Process.Start(start)!;
        var complaining = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line)
            if (JsonSerializer.Deserialize<JsonElement>(line) is var report)
                complaints[report.GetProperty("name").GetString()!] = report.GetProperty("complaint").GetString();
        errors = complaining.GetAwaiter().GetResult();
    }

    public static string Script => Path.Combine(SetUp.Root, "tests/Jupyter.Tests/client/scenarios.py");

    /// <summary>What was wrong; null if nothing was.</summary>
    public string? ComplaintOf(string scenario) =>
        complaints.TryGetValue(scenario, out var complaint) ? complaint : $"It did not run. environment/setup.sh tests installs what it needs. {errors}";

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A small library with its documentation beside it.</summary>
    private void CompileLibrary()
    {
        const string source = """
            namespace Shapes;
            public record Circle(double Radius)
            {
                /// <summary>The area of <see cref="Circle"/>.</summary>
                /// <param name="digits">After the point.</param>
                /// <returns>Square metres.</returns>
                public double Area(int digits = 2) => System.Math.Round(System.Math.PI * Radius * Radius, digits);
            }
            """;
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path));
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(documentationMode: DocumentationMode.Diagnose), cancellationToken: TestContext.Current.CancellationToken);
        var compilation = CSharpCompilation.Create("Shapes", [tree], framework, new(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = File.Create(Path.Combine(folder, "Shapes.dll"));
        using var documentation = File.Create(Path.Combine(folder, "Shapes.xml"));
        var result = compilation.Emit(assembly, xmlDocumentationStream: documentation);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
    }
}
