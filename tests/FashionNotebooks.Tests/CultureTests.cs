using System.Globalization;
using System.Text.RegularExpressions;
using FashionNotebooks.Tests.Display;

namespace FashionNotebooks.Tests;

/// <summary>The library is hosted by notebooks of any language: its figures have a decimal point in all of them.</summary>
public sealed partial class CultureTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public CultureTests()
    {
        // As in Germany; a host in the invariant mode has no such culture by name.
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator) = (",", ".");
        CultureInfo.CurrentCulture = comma;
        Assert.Equal("1.234,5", $"{1234.5:N1}");
    }

    public void Dispose() => CultureInfo.CurrentCulture = before;

    private static ConfusionMatrix Matrix => new(new[,] { { 5, 1 }, { 2, 3 } }, ["x", "y"]);

    // decimal-comma

    [Fact]
    public void A_report_has_a_point_as_scikit_learns_has()
    {
        // Of x: precision 5/7, recall 5/6, F1 10/13; accuracy 8/11.
        var lines = new ClassificationReport(Matrix).ToString().Split('\n');
        Assert.Equal("           x       0.71      0.83      0.77         6", lines[2]);
        Assert.Equal("    accuracy                           0.73        11", lines[5]);
    }

    [Fact]
    public void A_table_has_thousands_and_decimals_as_everywhere()
    {
        Assert.Equal(["1,234,567", "0.25"], Table.Of(new { Parameters = 1_234_567, Loss = 0.25 }).Rows[0]);
        Leaderboard board = new();
        board.Add(new("net", 0.925, 1_000, 2_000, 3.5));
        Assert.Equal(["1", "net", "92.50 %", "1,000", "2,000", "3.5"], Tables.Ranking(board).Rows[0]);
        var report = new ClassificationReport(Matrix);
        Assert.Equal("0.714 → 0.714", Tables.SideBySide(("a", report), ("b", report)).Rows[0][1]);
    }

    [Fact]
    public void The_words_on_charts_and_pictures_have_points()
    {
        LabeledImages one = new([0, 51], [0], 1, 2);
        Assert.Contains("50.0 % of the pixels are 0 (background). Of all: mean 25.5", Figures.Title(Charts.PixelHistogram(one)), StringComparison.Ordinal);
        Predictions said = new([0], new[,] { { 0.75f, 0.25f } });
        Assert.Equal("net: ECE 25.00 %", Figures.Annotations(Charts.Reliability(("net", Calibration.From(said))))[0].GetProperty("text").GetString());
        Assert.Equal(["0.83", "0.17", "0.40", "0.60"], Figures.CellTexts(Charts.ConfusionMatrix(Matrix, normalize: true)));
    }

    [Fact]
    public void Intervals_and_tensors_have_points()
    {
        Assert.Equal("0.00 % to 94.10 %", new Interval(0, 0.941).ToString());
        NotebookFormatters.Register();
        using var tensor = TorchSharp.torch.tensor(0.5f);
        Assert.Contains("0.5", Microsoft.DotNet.Interactive.Formatting.Formatter.ToDisplayString(tensor, "text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_engine_was_started_a_notebooks_own_figures_have_points_too()
    {
        var given = CultureInfo.DefaultThreadCurrentCulture;
        try
        {
            Engine.Start();
            Assert.Equal("92.35 %", $"{0.9235:P2}");
            Assert.Equal("0.5", await Task.Run(() => $"{0.5}", TestContext.Current.CancellationToken));
        }
        finally
        {
            CultureInfo.DefaultThreadCurrentCulture = given;
        }
    }

    [Fact]
    public void No_source_of_the_library_writes_a_figure_as_the_machine_likes_it()
    {
        var folder = Path.Combine(Workspace.Root, "lib", "FashionNotebooks");
        var own = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).StartsWith("obj", StringComparison.Ordinal) && !Path.GetRelativePath(folder, file).StartsWith("bin", StringComparison.Ordinal));
        var lines = own.SelectMany(file => File.ReadLines(file).Select((line, i) => (Place: $"{Path.GetFileName(file)}:{i + 1}", Line: line)));
        Assert.Empty(lines.Where(line => FormattedFigure().IsMatch(line.Line) && !line.Line.Contains("Invariant", StringComparison.Ordinal)).Select(line => line.Place));
    }

    /// <summary>{value:F2} in an interpolated string, or ToString("F2"); hexadecimal ones are no figures.</summary>
    [GeneratedRegex("""\$".*\{[^{}"]+:(?!X)[0#+\-FNPGEC][^{}]*\}|\.ToString\(\$?"(?!X)""")]
    private static partial Regex FormattedFigure();
}
