using System.Text.RegularExpressions;
using FashionNotebooks;

namespace Notebooks.Tests;

/// <summary>The C# that the pages show compiles in a cell behind the notebooks' preamble.</summary>
public sealed partial class PageExampleTests
{
    public static TheoryData<string, string> Examples => new(
        from page in Directory.EnumerateFiles(Workspace.Root, "*.md", new EnumerationOptions { RecurseSubdirectories = true })
        let path = Path.GetRelativePath(Workspace.Root, page)
        where !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "artifacts")
        from example in Fence().Matches(File.ReadAllText(page))
        select (path, example.Groups[1].Value));

    [Theory, MemberData(nameof(Examples))]
    public void It_compiles(string page, string code)
    {
        var errors = Scripts.Errors(NotebookFiles.PathOf(""), $"#load \"setup.csx\"\nusing FashionNotebooks;\n{code}");

        Assert.True(!errors.Any(), $"{page}: {string.Join("; ", errors)}");
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
