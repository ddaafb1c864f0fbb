using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Tests;

/// <summary>C# scripting as .NET Interactive sets it up, to see whether code would compile in a cell.</summary>
internal static class Scripts
{
    /// <summary>What the compiler holds against a script.</summary>
    /// <param name="code">The script.</param>
    /// <param name="folder">From where it loads other files.</param>
    public static IEnumerable<Diagnostic> Errors(string code, string folder)
    {
        var options = ScriptOptions.Default
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder))
            .WithSourceResolver(new SourceFileResolver([], folder))
            .WithReferences(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.Location.StartsWith(Path.GetDirectoryName(typeof(object).Assembly.Location)!, StringComparison.Ordinal)))
            .WithImports("System", "System.Collections.Generic", "System.Linq");
        return CSharpScript.Create(code, options).Compile(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }
}
