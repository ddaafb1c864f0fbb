namespace Notebooks.Tests;

/// <summary>
/// The notebooks compile in plain C# scripting with what .NET Interactive adds to it and nothing more: its imports,
/// display(...) and HTML(...). So they run unchanged on it, on this repository's kernel, and on what comes after.
/// </summary>
public sealed class CompatibilityTests
{
    public static TheoryData<string> Names => new(NotebookFiles.All);

    [Theory, MemberData(nameof(Names))]
    public void It_compiles_with_no_more_than_DotNet_Interactive_provides(string name)
    {
        var cells = NotebookFiles.Cells(name).Where(cell => cell.IsCode).Select(cell => cell.Source);

        Assert.Empty(Scripts.Errors(Path.GetDirectoryName(NotebookFiles.PathOf(name))!, cells));
    }

    [Fact]
    public void What_only_one_kernel_has_would_be_found()
    {
        string[] cells = ["ClearOutput()", "display(1).Update(2)", "Microsoft.DotNet.Interactive.Kernel.Current", "1.DisplayAs(\"text/plain\")"];

        var errors = Scripts.Errors(NotebookFiles.PathOf(""), ["#load \"setup.csx\"", .. cells]);

        Assert.Equal(cells, errors.Select(error => error.Split('\n')[0]));
    }
}
