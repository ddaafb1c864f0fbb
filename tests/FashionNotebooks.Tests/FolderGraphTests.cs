using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FashionNotebooks.Tests;

/// <summary>
/// Which of the library's folders use which: one direction only. All share one namespace, so the compiler says what each
/// identifier means.
/// </summary>
public sealed class FolderGraphTests
{
    // Each may use those before it; the ground is the files beside the folders.
    private static readonly string[] Order =
        ["ground", "Data", "Imaging", "Preprocessing", "Models", "Export", "Training", "Evaluation", "Systems", "Records", "Display"];

    private static readonly string Root = Path.Combine(Workspace.Root, "lib", "FashionNotebooks");

    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks; global using static System.FormattableString;";

    [Fact]
    public void No_folder_uses_one_after_it()
    {
        var stop = TestContext.Current.CancellationToken;
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = Directory.GetFiles(Root, "*.cs", SearchOption.AllDirectories).Where(path => FolderOf(path) is not ("bin" or "obj"))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path, cancellationToken: stop)).ToList();
        Assert.Equal(Order.Order(), trees.Select(tree => FolderOf(tree.FilePath)).Distinct().Order());
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path) != "FashionNotebooks.dll");
        var compilation = CSharpCompilation.Create(
            "graph", [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings, options, cancellationToken: stop)], platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

        // Only names that might be wrong are looked up: of types of later folders, and of their extension methods.
        var declared = trees.SelectMany(tree => tree.GetRoot(stop).DescendantNodes().Select(node => (Name: node switch
            {
                BaseTypeDeclarationSyntax type => type.Identifier.Text,
                DelegateDeclarationSyntax type => type.Identifier.Text,
                MethodDeclarationSyntax { ParameterList.Parameters: [{ Modifiers: var modifiers }, ..] } method when modifiers.Any(SyntaxKind.ThisKeyword) => method.Identifier.Text,
                _ => "",
            }, Place: PlaceOf(tree.FilePath)))).ToLookup(each => each.Name, each => each.Place);
        var wrong = from tree in trees
                    let model = compilation.GetSemanticModel(tree)
                    let place = PlaceOf(tree.FilePath)
                    from name in tree.GetRoot(stop).DescendantNodes().OfType<SimpleNameSyntax>()
                    where declared[name.Identifier.Text].Any(other => other > place)
                    let symbol = model.GetSymbolInfo(name, stop).Symbol
                    let type = symbol as INamedTypeSymbol ?? symbol?.ContainingType
                    from declaration in type?.OriginalDefinition.DeclaringSyntaxReferences ?? []
                    let other = PlaceOf(declaration.SyntaxTree.FilePath)
                    where other > place
                    select $"{Order[place]} uses {Order[other]}: {type.Name} in {Path.GetFileName(tree.FilePath)}";
        Assert.Empty(wrong.Distinct().Order());
    }

    private static string FolderOf(string path) => Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar) is [var folder, _, ..] ? folder : "ground";

    private static int PlaceOf(string path) => Array.IndexOf(Order, FolderOf(path));
}
