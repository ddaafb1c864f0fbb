using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FashionNotebooks.Tests;

/// <summary>Which of the library's folders use which: one direction only, drawn from what every identifier means.</summary>
public sealed class FolderGraphTests
{
    // The ground is the files beside the folders. A folder may use those of the rows before it that it names.
    private static readonly Dictionary<string, string[]> Allowed = Order();

    private static Dictionary<string, string[]> Order()
    {
        string[] chain = ["ground", "Data", "Preprocessing", "Imaging", "Models", "Training", "Evaluation", "Systems", "Records", "Display"];
        return chain.Select((folder, place) => (folder, before: chain[..place])).ToDictionary(row => row.folder, row => row.before);
    }

    [Fact]
    public void Folders_use_those_before_them_only()
    {
        var uses = Uses();
        //Assert.Equal(Allowed.Keys.Order(), uses.Select(use => use.From).Distinct().Order());
        Assert.Fail(string.Join("\n", uses.Where(use => !Allowed[use.From].Contains(use.To)).Select(use => $"{use.From} -> {use.To}: {use.Where}").Distinct().Order()));
    }

    private static List<(string From, string To, string Where)> Uses()
    {
        var root = Path.Combine(Workspace.Root, "lib", "FashionNotebooks");
        string FolderOf(string path) => Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar) is [var folder, _, ..] ? folder : "ground";
        const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
            + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks; global using static System.FormattableString;";
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var files = Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories).Where(path => FolderOf(path) is not ("bin" or "obj"));
        var trees = files.Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path)).ToList();
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path) != "FashionNotebooks.dll");
        var compilation = CSharpCompilation.Create(
            "graph", [.. trees, CSharpSyntaxTree.ParseText(Usings, options)], platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        return [.. from tree in trees
                   let model = compilation.GetSemanticModel(tree)
                   from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
                   let meant = model.GetSymbolInfo(name).Symbol
                   let type = meant as INamedTypeSymbol ?? meant?.ContainingType
                   from declaration in type?.OriginalDefinition.DeclaringSyntaxReferences ?? []
                   let use = (From: FolderOf(tree.FilePath), To: FolderOf(declaration.SyntaxTree.FilePath), Where: $"{Path.GetFileName(tree.FilePath)} uses {type.Name}")
                   where use.From != use.To
                   select use];
    }
}
