using System.Globalization;

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
    public void The_pages_say_what_the_files_say()
    {
        foreach (var (path, table) in ReadmeTable.Of(Workspace.Data("results")))
        {
            var page = File.ReadAllText(path);
            Assert.Equal(ReadmeTable.Update(page, table), page);
        }
    }

    [Fact]
    public void The_first_page_has_a_row_for_every_author_with_a_figure_and_for_the_best()
    {
        var rows = ReadmeTable.Of(Workspace.Data("results"))[0].Table.Split('\n')[2..];

        Assert.Equal(["jalan", "kotb", "mahesh", "dropout4", "regularized"], rows.Select(row => row.Split(' ')[1]));
    }

    [Fact]
    public void A_recipe_that_was_changed_when_a_test_figure_was_known_is_marked_and_the_figure_named()
    {
        var recorded = ResultsTable.OnRecord();
        var rows = ResultsTable.Markdown(recorded).Split('\n');

        Assert.Equal(
            ["mahesh/corrected", "dropout4/author", "regularized/clean", "regularized/as-dropout4", "regularized/sturdy"],
            recorded.Where((_, row) => rows[2 + row].Contains(" †, n = ")).Select(each => $"{each.System}/{each.Protocol}"));
        Assert.Contains("dropout4/author after 92.70 %, regularized/clean after 94.45 %,", ResultsTable.Circumstances(recorded));
        Assert.DoesNotContain("†", ResultsTable.Circumstances([recorded[0]]));
    }

    [Fact]
    public void What_is_said_of_worse_images_and_rare_classes_is_on_record()
    {
        var page = File.ReadAllText(Workspace.Data("results", "README.md"));
        var recorded = ResultsTable.OnRecord();
        string Noise(string model) => Percent(ModelRobustness.From(recorded).Single(each => each.Name == model).ByCorruption["noise"][1], "F2");
        string Of(string protocol, Func<RunRecord, double> figure, string format) =>
            Spread.Of([.. recorded.Single(each => (each.System, each.Protocol) == ("webapp", protocol)).Runs.Select(figure)]).ToString(format);
        var study = ImbalanceSummary.From(ImbalanceRecord.LoadAll(Workspace.Data("results")).SelectMany(record => record.Runs));
        ImbalanceSummary Rare(string remedy) => study.Single(each => each.Profile == "one rare class, 1 to 100" && each.Remedy == remedy);

        Assert.Equal("regularized/clean", ModelRobustness.From(recorded).MaxBy(model => model.Accuracy)!.Name);
        Assert.Equal("regularized/clean", ModelRobustness.From(recorded).MinBy(model => model.Mean)!.Name);
        var best = ModelRobustness.From(recorded).MaxBy(model => model.Mean)!;
        Assert.Equal("regularized/sturdy", best.Name);
        Assert.Contains($"({Percent(best.Accuracy, "F2")}) and is the best on the whole, with {Percent(best.Mean)} over all corruptions and severities instead of {Percent(ModelRobustness.From(recorded).Min(model => model.Mean))}", page);
        Assert.Contains($"right for {Noise("regularized/clean")}, `baseline` for {Noise("baseline/clean")}", page);
        foreach (var protocol in (string[])["clean", "blurred", "edges"])
            Assert.Contains(Of(protocol, run => run.Test.Accuracy, "F2"), page);
        foreach (var protocol in (string[])["clean", "blurred", "edges"])
            Assert.Contains(Of(protocol, run => run.Robustness!["blur"].Average(), "F1"), page);
        Assert.Contains($"({Percent(recorded.Single(each => each.Protocol == "edges").Runs.Average(run => run.Robustness!["contrast"].Average()))} instead of", page);
        Assert.Contains($"{Rare("none").RareRecall} of the shirts", page);
        Assert.Contains($"{Rare("logit adjustment").RareRecall} with logit adjustment", page);
        Assert.Contains($"from {Percent(Rare("none").Accuracy.Mean)} to {Percent(Rare("logit adjustment").Accuracy.Mean)}", page);
    }

    private static string Percent(double share, string format = "F1") => (100 * share).ToString(format, CultureInfo.InvariantCulture) + " %";
}
