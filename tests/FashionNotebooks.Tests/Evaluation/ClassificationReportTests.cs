namespace FashionNotebooks.Tests.Evaluation;

public class ClassificationReportTests
{
    private sealed record Case(string Name, int Digits, ConfusionMatrix Matrix, string Report);

    /// <summary>What scikit-learn printed; see Recorded/reports.py.</summary>
    private static readonly Dictionary<string, Case> Recorded = ReadCases().ToDictionary(c => c.Name);

    private const string NothingRight = "nothing-right";

    public static TheoryData<string> Names => [.. Recorded.Keys.Where(name => name != NothingRight)];

    private static IEnumerable<Case> ReadCases()
    {
        using var lines = File.OpenText(Path.Combine(AppContext.BaseDirectory, "Evaluation", "Recorded", "reports.txt"));
        while (lines.ReadLine() is string line)
        {
            var heading = line.Split(' ');
            var names = lines.ReadLine()!.Split(',');
            var counts = new int[names.Length, names.Length];
            for (var t = 0; t < names.Length; t++)
            {
                var row = lines.ReadLine()!.Split(' ').Select(int.Parse).ToArray();
                for (var p = 0; p < names.Length; p++)
                    counts[t, p] = row[p];
            }
            Assert.Equal("---", lines.ReadLine());
            var report = "";
            while ((line = lines.ReadLine()!) != "---")
                report += line + "\n";
            yield return new Case(heading[1], int.Parse(heading[2]), new ConfusionMatrix(counts, names), report);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_report_is_scikit_learns_digit_for_digit(string name)
    {
        var recorded = Recorded[name];
        Assert.Equal(recorded.Report, new ClassificationReport(recorded.Matrix).ToString(recorded.Digits));
    }

    [Fact]
    public void Supports_stay_whole_where_nothing_is_right()
    {
        var recorded = Recorded[NothingRight];
        Assert.Contains("3.0\n", recorded.Report, StringComparison.Ordinal);
        Assert.Equal(recorded.Report.Replace("  3.0\n", "    3\n").Replace("  5.0\n", "    5\n").Replace("  8.0\n", "    8\n"), new ClassificationReport(recorded.Matrix).ToString());
    }

    [Fact]
    public void Two_digits_are_what_is_printed_unless_asked()
        => Assert.Equal(Recorded["ten-classes"].Report, new ClassificationReport(Recorded["ten-classes"].Matrix).ToString());

    [Fact]
    public void A_class_that_is_nowhere_scores_0_and_leaves_the_line_of_the_accuracy_alone()
    {
        var report = new ClassificationReport(new ConfusionMatrix(new[,] { { 1, 0, 0 }, { 0, 0, 0 }, { 1, 0, 2 } }, ["a", "b", "c"]));
        Assert.Equal(new Scores("b", 0, 0, 0, 0), report.Classes[1]);
        Assert.Contains("\n    accuracy                           0.75         4\n", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Predictions_are_reported_with_the_classes_names()
    {
        var report = ClassificationReport.From(new Predictions([0, 1, 1], new[,] { { 0.9f, 0.1f }, { 0.2f, 0.8f }, { 0.6f, 0.4f } }, ["no", "yes"]));
        Assert.Equal(2 / 3.0, report.Accuracy, 1e-15);
        Assert.Equal(("no", 0.5, 1.0), (report.Classes[0].Name, report.Classes[0].Precision, report.Classes[0].Recall));
    }

    [Fact]
    public void No_images_and_impossible_digits_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ClassificationReport(new ConfusionMatrix(new int[2, 2], ["a", "b"])));
        var report = new ClassificationReport(new ConfusionMatrix(new[,] { { 1 } }, ["a"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => report.ToString(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => report.ToString(16));
    }

    [Fact]
    public void Names_that_are_not_as_many_as_the_classes_are_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => new Predictions([0], new[,] { { 0.9f, 0.1f } }, FashionMnist.ClassNames));
        Assert.Contains("2 classes but 10 names", e.Message, StringComparison.Ordinal);
    }
}
