using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace FashionNotebooks.Results;

/// <summary>A system that somebody keeps in a file of C# script, whose last expression is the system.</summary>
internal static class SystemScript
{
    public const string Ending = ".csx";

    /// <summary>Runs the script and puts its system into the catalog.</summary>
    /// <exception cref="ArgumentException">There is no such file, it doesn't compile, fails, or ends in something else.</exception>
    public static ClassifierSystem Register(string path)
    {
        if (!File.Exists(path))
            throw new ArgumentException($"There is no script {path}. Name a .csx file that ends in a ClassifierSystem, such as notebooks/examples/convnext.csx.");
        var options = ScriptOptions.Default.WithFilePath(Path.GetFullPath(path))
            .WithReferences(typeof(ClassifierSystem).Assembly, typeof(TorchSharp.torch).Assembly)
            .WithImports("System", "System.Collections.Generic", "System.Linq");
        object? last;
        try
        {
            last = CSharpScript.EvaluateAsync(File.ReadAllText(path), options).GetAwaiter().GetResult();
        }
        catch (CompilationErrorException invalid)
        {
            throw new ArgumentException($"{path} does not compile: {invalid.Diagnostics[0]}.", invalid);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new ArgumentException($"{path} fails: {error.Message.Split('\n')[0].Trim()}", error);
        }
        var system = last as ClassifierSystem
            ?? throw new ArgumentException($"{path} ends in {(last is null ? "nothing" : $"a {last.GetType().Name}")}; its last line must be a ClassifierSystem, without a semicolon.");
        SystemCatalog.Register(system);
        return system;
    }
}
