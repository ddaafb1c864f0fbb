using System.Text.RegularExpressions;
using FashionNotebooks;

namespace Notebooks.Tests;

/// <summary>What the pages and notebooks point at inside the repository is there.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(Workspace.Root, "*.md").Concat(((string[])["data", "environment", "lib", "notebooks", ".github", ".devcontainer"])
            .Select(folder => Path.Combine(Workspace.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
            .Where(file => file.EndsWith(".md", StringComparison.Ordinal) || file.EndsWith(".ipynb", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Workspace.Root, file))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or ".ipynb_checkpoints")),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_into_the_repository_leads_somewhere(string page)
    {
        var path = Path.Combine(Workspace.Root, page);
        var targets = Link().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value).Where(target => !target.Contains(':', StringComparison.Ordinal));

        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)), $"{page} points at {target}"));
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
