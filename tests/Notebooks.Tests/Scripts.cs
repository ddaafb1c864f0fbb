using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Tests;

/// <summary>C# scripting as .NET Interactive sets it up, to see whether cells would compile there.</summary>
internal static class Scripts
{
    // The imports of .NET Interactive 1.0.712001's C# kernel.
    private static readonly string[] Imports =
        ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    private const string Provided = "object display(object value) => value; object HTML(string markup) => markup;";

    // Read once for all scripts.
    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What the compiler holds against cells.</summary>
    /// <param name="folder">From where they load other files.</param>
    /// <param name="cells">In their order; each sees those before it.</param>
    public static IEnumerable<string> Errors(string folder, params IEnumerable<string> cells)
    {
        var options = ScriptOptions.Default
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder))
            .WithSourceResolver(new SourceFileResolver([], folder))
            .WithReferences(Framework)
            .WithImports(Imports);
        Script<object> script = CSharpScript.Create(Provided, options);
        foreach (var cell in cells)
        {
            var next = script.ContinueWith(cell);
            var said = next.GetCompilation().GetDiagnostics(TestContext.Current.CancellationToken);
            var errors = said.Where(each => each.Severity == DiagnosticSeverity.Error).ToList();
            foreach (var error in errors)
                yield return $"{cell}\n{error}";
            if (errors.Count == 0)
                script = next;
        }
    }
}
