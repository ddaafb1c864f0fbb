using System.Text.Json;
using Plotly.NET;
using static FashionNotebooks.Tests.Display.Figures;

namespace FashionNotebooks.Tests.Display;

public class EvaluationChartsTests
{
    private static readonly string[] Names = ["circle", "square"];

    /// <summary>With two bins: the upper one has three images, a mean confidence of 0.8 and an accuracy of 2/3.</summary>
    private static readonly Predictions TooSure = new([0, 0, 1], new[,] { { 0.7f, 0.3f }, { 0.8f, 0.2f }, { 0.9f, 0.1f } });

    private static readonly Predictions NotSureEnough = new([0, 1], new[,] { { 0.6f, 0.4f }, { 0.4f, 0.6f } });

    [Fact]
    public void The_confusion_matrix_shows_counts_or_fractions_of_each_row()
    {
        ConfusionMatrix matrix = new(new[,] { { 3, 1 }, { 0, 1200 } }, Names);
        var counts = Charts.ConfusionMatrix(matrix);
        Assert.Equal([3, 1], Traces(counts)[0].GetProperty("z")[0].EnumerateArray().Select(v => v.GetDouble()));
        Assert.Equal(["3", "1", "0", "1,200"], CellTexts(counts));
        Assert.Equal("reversed", Layout(counts).GetProperty("yaxis").GetProperty("autorange").GetString());

        var fractions = Charts.ConfusionMatrix(matrix, normalize: true);
        Assert.Equal([0.75, 0.25], Traces(fractions)[0].GetProperty("z")[0].EnumerateArray().Select(v => v.GetDouble()));
        Assert.Equal(["0.75", "0.25", "0", "1.00"], CellTexts(fractions));
    }

    [Fact]
    public void The_title_of_a_confusion_matrix_says_whose_it_is()
    {
        ConfusionMatrix matrix = new(new[,] { { 3, 1 }, { 0, 5 } }, Names);
        Assert.Equal("<b>Confusion matrix</b>", Title(Charts.ConfusionMatrix(matrix)));
        Assert.StartsWith("<b>Confusion matrix of old</b>", Title(Charts.ConfusionMatrix(matrix, model: "old")), StringComparison.Ordinal);
        Assert.Contains("Fractions of each true class.", Title(Charts.ConfusionMatrix(matrix, normalize: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_of_matrices_is_signed_and_its_scale_has_0_in_the_middle()
    {
        ConfusionMatrix before = new(new[,] { { 3, 1 }, { 2000, 0 } }, Names), after = new(new[,] { { 1, 3 }, { 600, 1400 } }, Names);
        var chart = Charts.ConfusionDifference(("old", before), ("new", after));
        Assert.Equal([-2, 2], Traces(chart)[0].GetProperty("z")[0].EnumerateArray().Select(v => v.GetDouble()));
        Assert.Equal(["-2", "+2", "-1,400", "+1,400"], CellTexts(chart));
        Assert.Equal((-1400, 1400), (Traces(chart)[0].GetProperty("zmin").GetDouble(), Traces(chart)[0].GetProperty("zmax").GetDouble()));
        Assert.Equal("#FFFFFF", Traces(chart)[0].GetProperty("colorscale").EnumerateArray().Single(stop => stop[0].GetDouble() == 0.5)[1].GetString());
        Assert.Contains("new minus old", Title(chart), StringComparison.Ordinal);
        Assert.All(CellTexts(Charts.ConfusionDifference(("a", before), ("b", before))), text => Assert.Equal("0", text));
    }

    [Fact]
    public void Matrices_of_other_classes_or_other_images_have_no_difference()
    {
        ConfusionMatrix matrix = new(new[,] { { 3, 1 }, { 0, 5 } }, Names), fewer = new(new[,] { { 3, 0 }, { 0, 5 } }, Names), other = new(new[,] { { 3, 1 }, { 0, 5 } }, ["circle", "star"]);
        Assert.Contains("'circle' has 4 in the first and 3 in the second", Assert.Throws<ArgumentException>(() => Charts.ConfusionDifference(("a", matrix), ("b", fewer))).Message, StringComparison.Ordinal);
        Assert.Contains("different classes", Assert.Throws<ArgumentException>(() => Charts.ConfusionDifference(("a", matrix), ("b", other))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reliability_diagram_has_the_accuracy_of_each_bin_and_the_gap_above_it()
    {
        var chart = Charts.Reliability(("model", Calibration.From(TooSure, bins: 2)));
        Assert.Equal("model: ECE 13.33 %", Assert.Single(Annotations(chart)).GetProperty("text").GetString());
        // Of two bins the lower one is empty, and has no bar.
        var accuracy = Named(chart, "accuracy");
        Assert.Equal([0.75], Numbers(accuracy, "x"));
        Assert.Equal(2 / 3.0, Assert.Single(Numbers(accuracy, "y")), 1e-12);
        Assert.Equal(2 / 3.0, Assert.Single(Numbers(Named(chart, "too sure"), "base")), 1e-12);
        Assert.Equal(0.8 - 2 / 3.0, Assert.Single(Numbers(Named(chart, "too sure"), "y")), 1e-6);
        Assert.Empty(Numbers(Named(chart, "not sure enough"), "y"));
        Assert.Equal([1], Numbers(Named(chart, "share of the images"), "y"));
        Assert.Equal([0, 1], Numbers(Named(chart, "calibrated"), "y"));
    }

    [Fact]
    public void The_gap_of_a_model_that_is_not_sure_enough_has_its_own_name_and_colour()
    {
        var chart = Charts.Reliability(("model", Calibration.From(NotSureEnough, bins: 2)));
        Assert.Equal(-0.4, Assert.Single(Numbers(Named(chart, "not sure enough"), "y")), 1e-6);
        Assert.Empty(Numbers(Named(chart, "too sure"), "y"));
        Assert.NotEqual(
            Named(chart, "too sure").GetProperty("marker").GetProperty("color").GetString(),
            Named(chart, "not sure enough").GetProperty("marker").GetProperty("color").GetString());
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public void Bins_of_fewer_than_20_images_are_faded(int images, bool faded)
    {
        var probabilities = new float[images, 2];
        for (var i = 0; i < images; i++)
            (probabilities[i, 0], probabilities[i, 1]) = (0.9f, 0.1f);
        var chart = Charts.Reliability(("model", Calibration.From(new Predictions(new int[images], probabilities))));
        Assert.Equal(faded, Numbers(Named(chart, "accuracy").GetProperty("marker"), "opacity")[0] < 1);
        Assert.Equal([$"{images} images"], Texts(Named(chart, "accuracy"), "hovertext"));
        Assert.Contains("Faded: fewer than 20 images.", Title(chart), StringComparison.Ordinal);
    }

    [Fact]
    public void Reliability_diagrams_of_several_models_stand_side_by_side_each_with_its_error()
    {
        var chart = Charts.Reliability(("one", Calibration.From(TooSure)), ("two", Calibration.From(NotSureEnough)));
        // In bins of their own the gaps of the first are 0.3, 0.2 and 0.9.
        Assert.Equal(["one: ECE 46.67 %", "two: ECE 40.00 %"], Annotations(chart).Select(a => a.GetProperty("text").GetString()));
        double[] Domain(string axis) => [.. Layout(chart).GetProperty(axis).GetProperty("domain").EnumerateArray().Select(v => v.GetDouble())];
        Assert.True(Domain("xaxis1")[1] < Domain("xaxis2")[0]);
        Assert.Equal(["y1", "y1", "y1", "y1", "y2", "y3", "y3", "y3", "y3", "y4"], Traces(chart).Select(t => t.GetProperty("yaxis").GetString()));
        Assert.Throws<ArgumentException>(() => Charts.Reliability());
    }

    [Fact]
    public void Roc_curves_go_through_their_points_with_the_area_in_the_legend_and_chance_beside_them()
    {
        var chart = Charts.Roc(("some measure", new([0.9, 0.6, 0.4], [0.6, 0.2])));
        Assert.Equal(["some measure (area 0.750)", "chance"], Traces(chart).Select(trace => trace.GetProperty("name").GetString()));
        var curve = Named(chart, "some measure (area 0.750)");
        double At(int i) => curve.GetProperty("y")[i].GetDouble();
        // Place i is at the false positive rate (i / 200)².
        Assert.Equal((1 / 3.0, 0.5, 1), (At(0), At(100), At(200)));
        Assert.Throws<ArgumentException>(() => Charts.Roc());
    }

    [Fact]
    public void Accuracy_stands_against_a_cost_on_a_logarithmic_axis_with_the_models_names()
    {
        var chart = Charts.AccuracyAgainstCost(Board, Cost.Parameters);
        Assert.Equal("log", Layout(chart).GetProperty("xaxis").GetProperty("type").GetString());
        Assert.Equal("parameters", Layout(chart).GetProperty("xaxis").GetProperty("title").GetProperty("text").GetString());
        double[] range = [.. Layout(chart).GetProperty("xaxis").GetProperty("range").EnumerateArray().Select(v => v.GetDouble())];
        Assert.InRange(range[0], 1, 2); // powers of ten: the costs are 100 to 10,000
        Assert.InRange(range[1], 4, 5);
        var (others, best) = (Traces(chart)[1], Traces(chart)[2]);
        Assert.Equal(["large", "small"], Texts(best, "text"));
        Assert.Equal([10_000, 100], Numbers(best, "x"));
        Assert.Equal([0.9, 0.7], Numbers(best, "y"));
        Assert.Equal(["wasteful"], Texts(others, "text"));
        Assert.Equal("markers+text", best.GetProperty("mode").GetString());
        Assert.Equal(2, best.GetProperty("textposition").GetArrayLength());
    }

    [Fact]
    public void The_best_models_for_their_cost_are_joined_by_steps()
    {
        var frontier = Traces(Charts.AccuracyAgainstCost(Board, Cost.Parameters))[0];
        Assert.Equal([100, 10_000, 10_000], Numbers(frontier, "x"));
        Assert.Equal([0.7, 0.7, 0.9], Numbers(frontier, "y"));
        Assert.Equal([3, 30, 30], Numbers(Traces(Charts.AccuracyAgainstCost(Board, Cost.Seconds))[0], "x"));
    }

    [Fact]
    public void A_leaderboard_without_models_or_with_one_that_costs_nothing_has_no_chart()
    {
        Assert.Throws<ArgumentException>(() => Charts.AccuracyAgainstCost(new()));
        Leaderboard board = new();
        board.Add(new("untrained", 0.1, 5, 5, 0));
        Assert.Contains("'untrained' has no Seconds", Assert.Throws<ArgumentException>(() => Charts.AccuracyAgainstCost(board, Cost.Seconds)).Message, StringComparison.Ordinal);
        Assert.Equal(3, Traces(Charts.AccuracyAgainstCost(board)).Length);
    }

    private static Leaderboard Board
    {
        get
        {
            Leaderboard board = new();
            board.Add(new("small", 0.7, 100, 1_000, 3));
            board.Add(new("large", 0.9, 10_000, 50_000, 30));
            board.Add(new("wasteful", 0.7, 5_000, 60_000, 40));
            return board;
        }
    }

    private static JsonElement Named(GenericChart chart, string name) => Traces(chart).First(trace => trace.TryGetProperty("name", out var own) && own.GetString() == name);
}
