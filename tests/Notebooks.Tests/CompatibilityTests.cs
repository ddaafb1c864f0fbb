using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Tests;

/// <summary>
/// The notebooks compile in plain C# scripting with what .NET Interactive adds to it and nothing more: its imports,
/// display(...) and HTML(...). So they run unchanged on it, on this repository's kernel, and on what comes after.
/// </summary>
public sealed class CompatibilityTests
{
    // The imports of .NET Interactive 1.0.712001's C# kernel.
    private static readonly string[] Imports =
        ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    private const string Provided = "object display(object value) => value; object HTML(string markup) => markup;";

    public static TheoryData<string> Names => new(NotebookFiles.All);

    [Theory, MemberData(nameof(Names))]
    public void It_compiles_with_no_more_than_DotNet_Interactive_provides(string name)
    {
        var cells = NotebookFiles.Cells(name).Where(cell => cell.IsCode).Select(cell => cell.Source);

        Assert.Empty(Errors(Path.GetDirectoryName(NotebookFiles.PathOf(name))!, cells));
    }

    [Theory]
    [InlineData("ClearOutput()")]
    [InlineData("display(1).Update(2)")]
    [InlineData("Microsoft.DotNet.Interactive.Kernel.Current")]
    [InlineData("1.DisplayAs(\"text/plain\")")]
    public void What_only_one_kernel_has_would_be_found(string cell) =>
        Assert.NotEmpty(Errors(NotebookFiles.PathOf(""), ["#load \"setup.csx\"", cell]));

    private static IEnumerable<string> Errors(string folder, IEnumerable<string> cells)
    {
        var options = ScriptOptions.Default
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder))
            .WithSourceResolver(new SourceFileResolver([], folder))
            .WithReferences(Framework)
            .WithImports(Imports);
        Script<object> script = CSharpScript.Create(Provided, options);
        foreach (var cell in cells)
        {
            script = script.ContinueWith(cell);
            foreach (var error in script.Compile(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
                yield return $"{cell}\n{error}";
        }
    }

    private static IEnumerable<MetadataReference> Framework =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
        .Select(path => MetadataReference.CreateFromFile(path));
}
