using System.Text.Json;
using Plotly.NET;
using static FashionNotebooks.Tests.Display.Figures;

namespace FashionNotebooks.Tests.Display;

public class ChartsTests
{
    private static readonly string[] Names = ["circle", "square"];

    /// <summary>Three images of two pixels: intensities 0, 0, 0, 1, 5 and 255.</summary>
    private static readonly LabeledImages Three = new([0, 0, 0, 1, 5, 255], [0, 1, 1], 1, 2, Names);

    private static readonly History TwoEpochs = new([
        new(1, 0.9, 0.6, 0.8, 0.7, 1e-3, 2),
        new(2, 0.5, 0.8, 0.6, 0.75, 1e-3, 2)]);

    private static readonly History Untested = new([.. TwoEpochs.Epochs.Select(e => e with { ValidationLoss = null, ValidationAccuracy = null })]);

    [Fact]
    public void An_image_is_drawn_row_by_row_under_its_index_and_class()
    {
        var chart = Charts.Image(Three, 2);

        Assert.Equal([[5.0, 255.0]], Traces(chart)[0].GetProperty("z").EnumerateArray().Select(row => row.EnumerateArray().Select(pixel => pixel.GetDouble()).ToArray()));
        Assert.Contains("Image 2: square", Title(chart), StringComparison.Ordinal);
        Assert.Equal("reversed", Layout(chart).GetProperty("yaxis").GetProperty("autorange").GetString());
        Assert.Contains("last one's index is 2", Assert.Throws<ArgumentOutOfRangeException>(() => Charts.Image(Three, 3)).Message);
    }

    [Fact]
    public void Label_distribution_counts_the_images_of_each_class()
    {
        var bar = Assert.Single(Traces(Charts.LabelDistribution(Three)));
        Assert.Equal(Names, Texts(bar, "x"));
        Assert.Equal([1, 2], Numbers(bar, "y"));
    }

    [Fact]
    public void Several_sets_stand_side_by_side_under_their_names()
    {
        var chart = Charts.LabelDistribution([("all", Three), ("first", Three.Take(1))]);
        Assert.Equal(["all", "first"], Traces(chart).Select(t => t.GetProperty("name").GetString()));
        Assert.Equal([1, 0], Numbers(Traces(chart)[1], "y"));
        Assert.Equal("group", Layout(chart).GetProperty("barmode").GetString());
        Assert.True(Layout(chart).GetProperty("showlegend").GetBoolean());
    }

    [Fact]
    public void Sets_of_other_classes_do_not_stand_side_by_side() =>
        Assert.Throws<ArgumentException>(() => Charts.LabelDistribution([("all", Three), ("other", Three.WithClassNames(["boot", "bag"]))]));

    [Fact]
    public void Pixel_histogram_draws_shares_of_all_pixels_and_tells_of_the_zeros()
    {
        var chart = Charts.PixelHistogram(Three, bins: 51);
        var shares = Numbers(Traces(chart)[0], "y");
        Assert.Equal(51, shares.Length);
        Assert.Equal(2 / 6.0, shares[0], 1e-12); // 1 and 5 lie in 1 to 5
        Assert.Equal(1 / 6.0, shares[50], 1e-12); // 255 lies in 251 to 255
        Assert.Equal(3, Numbers(Traces(chart)[0], "x")[0]);
        // mean 261 / 6 = 43.5, variance (1 + 25 + 65025) / 6 - 43.5 squared = 8949.583...
        Assert.Contains("50.0 % of the pixels are 0 (background). Of all: mean 43.5, standard deviation 94.6.", Title(chart), StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_counts_each_value_once_the_largest_included()
    {
        var bar = Traces(Charts.Histogram([-1f, 0f, 0.1f, 1f], "title", "value", bins: 2))[0];
        Assert.Equal([0.25, 0.75], Numbers(bar, "y"));
        Assert.Equal([-0.5, 0.5], Numbers(bar, "x"));
        Assert.Equal([1.0], Numbers(Traces(Charts.Histogram([3f, 3f], "title", "value", bins: 1))[0], "y"));
    }

    [Fact]
    public void A_histogram_refuses_no_values_and_values_that_are_not_finite()
    {
        Assert.Throws<ArgumentException>(() => Charts.Histogram([], "title", "value"));
        Assert.Throws<ArgumentException>(() => Charts.Histogram([1, float.NaN], "title", "value"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Charts.Histogram([1], "title", "value", bins: 0));
    }

    [Fact]
    public void Curves_hold_loss_and_accuracy_of_training_and_validation()
    {
        var data = Traces(Charts.Curves(TwoEpochs));
        Assert.Equal(["training", "validation", "training", "validation"], data.Select(t => t.GetProperty("name").GetString()));
        Assert.Equal([0.9, 0.5], Numbers(data[0], "y"));
        Assert.Equal([0.8, 0.6], Numbers(data[1], "y"));
        Assert.Equal([0.6, 0.8], Numbers(data[2], "y"));
        Assert.Equal([0.7, 0.75], Numbers(data[3], "y"));
        Assert.All(data, trace => Assert.Equal([1, 2], Numbers(trace, "x")));
        Assert.Equal("y2", data[3].GetProperty("yaxis").GetString());
        Assert.NotEqual(data[0].GetProperty("line").GetProperty("color").GetString(), data[1].GetProperty("line").GetProperty("color").GetString());
    }

    [Fact]
    public void Without_validation_there_are_two_curves_and_a_missing_epoch_is_a_gap()
    {
        Assert.Equal(2, Traces(Charts.Curves(Untested)).Length);
        History gap = new([TwoEpochs.Epochs[0] with { ValidationLoss = null }, TwoEpochs.Epochs[1]]);
        Assert.Equal(JsonValueKind.Null, Traces(Charts.Curves(gap))[1].GetProperty("y")[0].ValueKind);
    }

    [Fact]
    public void Several_runs_share_the_panels_in_their_own_colours()
    {
        var data = Traces(Charts.Curves(("small", TwoEpochs), ("large", TwoEpochs)));
        Assert.Equal(8, data.Length);
        Assert.Equal("small, training", data[0].GetProperty("name").GetString());
        Assert.Equal(2, data.Select(t => t.GetProperty("line").GetProperty("color").GetString()).Distinct().Count());
        Assert.Equal("dash", data[0].GetProperty("line").GetProperty("dash").GetString());
        Assert.Equal("solid", data[1].GetProperty("line").GetProperty("dash").GetString());
    }

    [Fact]
    public void The_legend_names_each_of_several_runs_once_and_a_note_tells_dashed_from_solid()
    {
        var chart = Charts.Curves(("small", TwoEpochs), ("large", Untested));
        Assert.Equal(["small", "large, training"], InLegend(chart));
        Assert.Contains("Solid: validation. Dashed: training.", Title(chart), StringComparison.Ordinal);
        Assert.DoesNotContain("Dashed", Title(Charts.Curves(TwoEpochs)), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_run_was_validated_all_lines_are_solid_and_the_note_says_what_they_are_of()
    {
        var chart = Charts.Curves(("small", Untested), ("large", Untested));
        Assert.Equal(["small", "large"], InLegend(chart));
        Assert.All(Traces(chart), trace => Assert.Equal("solid", trace.GetProperty("line").GetProperty("dash").GetString()));
        Assert.Contains("On the training images; there was no validation.", Title(chart), StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_of_nothing_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Charts.Curves());
        Assert.Throws<ArgumentException>(() => Charts.Curves(new History([])));
    }

    [Fact]
    public void Lines_and_bars_take_any_number_of_series_of_the_right_length()
    {
        var lines = Traces(Charts.Lines("title", "x", "y", [1, 2, 3], ("a", [1, double.NaN, 3]), ("b", [4, 5, 6])));
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("y")[1].ValueKind);
        Assert.Equal([4, 5, 6], Numbers(lines[1], "y"));
        Assert.Equal([0.5, 0.25], Numbers(Traces(Charts.Bars("title", "F1", Names, ("a", [0.5, 0.25])))[0], "y"));

        Assert.Contains("'a' has 1 values for 2", Assert.Throws<ArgumentException>(() => Charts.Bars("title", "F1", Names, ("a", [1]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Charts.Lines("title", "x", "y", [1, 2], ("a", [1])));
    }

    [Fact]
    public void Dots_stand_in_a_row_a_category_from_top_to_bottom_on_an_axis_that_need_not_start_at_0()
    {
        var chart = Charts.Dots("title", "F1", Names, ("old", [0.75, 0.9]), ("new", [0.8, 0.85]));
        var (old, better) = (Traces(chart)[^2], Traces(chart)[^1]);
        Assert.Equal(("old", "new"), (old.GetProperty("name").GetString(), better.GetProperty("name").GetString()));
        Assert.Equal([0.75, 0.9], Numbers(old, "x"));
        Assert.Equal(Names, Texts(old, "y"));
        Assert.Equal("reversed", Layout(chart).GetProperty("yaxis").GetProperty("autorange").GetString());
        // Each row's line goes from its lowest to its highest dot.
        Assert.Equal([0.85, 0.9], Numbers(Traces(chart)[1], "x"));
        Assert.Contains("'a' has 1 values for 2", Assert.Throws<ArgumentException>(() => Charts.Dots("title", "F1", Names, ("a", [1]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chart_of_the_whole_training_set_is_a_few_kilobytes()
    {
        Assert.InRange(GenericChart.toJson(Charts.PixelHistogram(RealData.Train)).Length, 500, 6_000);
    }

    private static string[] InLegend(GenericChart chart) =>
        [.. Traces(chart).Where(trace => trace.GetProperty("showlegend").GetBoolean()).Select(trace => trace.GetProperty("name").GetString()!)];
}
