namespace FashionNotebooks.Results.Tests;

public sealed class ReadmeTableTests
{
    private const string Begin = "<!-- results: written by environment/run.sh results --table -->";
    private const string End = "<!-- end of results -->";

    [Fact]
    public void The_table_replaces_what_is_between_the_marks_and_nothing_else() =>
        Assert.Equal($"a\n{Begin}\nnew\n{End}\nb\n", ReadmeTable.Update($"a\n{Begin}\nold\n{End}\nb\n", "new"));

    [Theory]
    [InlineData("no marks")]
    [InlineData(End + Begin)]
    public void A_page_without_the_marks_is_refused(string page) =>
        Assert.Contains("no place", Assert.Throws<InvalidDataException>(() => ReadmeTable.Update(page, "new")).Message);

    [Fact]
    public void The_README_says_what_the_files_say()
    {
        var page = File.ReadAllText(Path.Combine(Workspace.Root, "README.md"));

        Assert.Equal(ReadmeTable.Update(page, ReadmeTable.Of(Workspace.Data("results"))), page);
    }
}
