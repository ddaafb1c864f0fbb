using FashionNotebooks.Tests.Records;
using static FashionNotebooks.Tests.Display.Figures;

namespace FashionNotebooks.Tests.Display;

public class RobustnessChartTests
{
    private static Dictionary<string, IReadOnlyList<double>> All(double accuracy) =>
        Corruption.All.ToDictionary(corruption => corruption.Name, IReadOnlyList<double> (_) => [accuracy, accuracy, accuracy, accuracy, accuracy - 0.25]);

    [Fact]
    public void The_heat_map_has_a_row_a_model_with_the_best_on_the_whole_above()
    {
        var chart = Charts.Robustness([new("weak", 0.95, All(0.5)), new("strong", 0.9, All(0.8), Seeds: 3)]);

        var map = Traces(chart)[0];
        Assert.Equal(["strong (n = 3)", "weak"], map.GetProperty("y").EnumerateArray().Select(name => name.GetString()));
        var row = map.GetProperty("z")[0].EnumerateArray().Select(value => value.ValueKind == System.Text.Json.JsonValueKind.Null ? -1 : value.GetDouble()).ToArray();
        // As is, and five groups of five after an empty column each.
        Assert.Equal(31, row.Length);
        Assert.Equal([0.9, -1, 0.8, 0.8, 0.8, 0.8], row[..6]);
        Assert.Equal(0.55, row[6], 1e-12);
        Assert.Equal(["as is", "blur", "noise", "rotation", "contrast", "occlusion"], Layout(chart).GetProperty("xaxis").GetProperty("ticktext").EnumerateArray().Select(text => text.GetString()));
    }

    [Fact]
    public void Every_figure_stands_in_its_cell_and_empty_columns_stay_empty()
    {
        var chart = Charts.Robustness([new("one", 0.934, All(0.5))]);

        var texts = CellTexts(chart);
        Assert.Equal(["93", "", "50", "50", "50", "50", "25"], texts[..7]);
        Assert.Equal(26, texts.Count(text => text.Length > 0));
    }

    [Fact]
    public void No_model_is_refused() => Assert.Throws<ArgumentException>(() => Charts.Robustness([]));

    [Fact]
    public void Records_of_one_protocol_are_averaged_and_those_without_figures_left_out()
    {
        RunRecord Run(int seed, double accuracy, double? robust) => RunRecordTests.Example(seed, accuracy) with { Robustness = robust is { } value ? All(value) : null };
        ResultsSummary judged = new([Run(1, 0.9, 0.6), Run(2, 0.92, 0.7), Run(3, 0.5, null)]), not = new([Run(1, 0.9, null)]);

        var model = Assert.Single(ModelRobustness.From([judged, not]));

        Assert.Equal(("baseline/clean", 2), (model.Name, model.Seeds));
        Assert.Equal(0.91, model.Accuracy, 1e-12);
        Assert.Equal([0.65, 0.65, 0.65, 0.65, 0.4], model.ByCorruption["noise"].Select(value => Math.Round(value, 12)));
        Assert.Equal(0.6, model.Mean, 1e-12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_image_stands_beside_its_worse_variants(bool blurs)
    {
        var picture = blurs ? Gallery.Blurs(RealData.Test, 0) : Gallery.Corruptions(RealData.Test, 0);

        // Tiles are square, so that rows and columns show in the picture's shape.
        Assert.InRange((double)picture.Width / picture.Height, blurs ? 1.8 : 1.15, blurs ? 2.6 : 1.6);
        Assert.Contains(blurs ? "Gaussian, Motion, Defocus" : "blur, noise, rotation, contrast, occlusion", picture.AltText);
        Assert.Throws<ArgumentOutOfRangeException>(() => blurs ? Gallery.Blurs(RealData.Test, 10_000) : Gallery.Corruptions(RealData.Test, -1));
    }

    [Fact]
    public void The_table_of_remedies_has_a_row_a_profile_and_remedy_with_means_over_seeds()
    {
        ImbalanceRun Run(string remedy, int seed, double rare) => new("long tail", remedy, seed, 100, 0.8, rare, [0.8]);

        var table = Tables.Imbalance(ImbalanceSummary.From([Run("none", 1, 0.2), Run("none", 2, 0.4), Run("focal loss", 1, 0.5)]));

        Assert.Equal(["long tail", "none", "30.0 % ± 14.1", "80.0 % ± 0.0", "2"], table.Rows[0]);
        Assert.Equal(["long tail", "focal loss", "50.0 %", "80.0 %", "1"], table.Rows[1]);
    }
}
