using System.Globalization;
using System.Xml.Linq;
using Plotly.NET;

namespace FashionNotebooks.Tests.Display;

public class SvgRendererTests
{
    private static readonly string[] Names = ["circle", "square", "star"];

    private static readonly History Epochs = new([.. Enumerable.Range(1, 4).Select(e => new EpochResult(e, 1.0 / e, 1 - 0.5 / e, e == 2 ? null : 1.1 / e, 1 - 0.6 / e, 1e-3, 1))]);

    private static readonly ConfusionMatrix Nine = new(new[,] { { 5, 1, 0 }, { 0, 7, 2 }, { 1, 0, 9 } }, Names);

    private static readonly Predictions Sure = new([0, 0, 1, 0], new[,] { { 0.6f, 0.4f }, { 0.8f, 0.2f }, { 0.9f, 0.1f }, { 0.3f, 0.7f } });

    private static Leaderboard Board
    {
        get
        {
            Leaderboard board = new();
            board.Add(new("small", 0.8, 100, 1_000, 1));
            board.Add(new("medium", 0.9, 100, 10_000, 1));
            board.Add(new("large one", 0.91, 100, 1_000_000, 1));
            return board;
        }
    }

    private static GenericChart[] EveryChart() =>
    [
        Charts.Bars("Bars", "F1", Names, ("a", [1, 2, 4])),
        Charts.Bars("Grouped bars", "F1", Names, ("a", [1, 2, 4]), ("b", [4, 0, 1])),
        Charts.Lines("Lines", "x", "y", [1, 2, 3], ("a", [1, 2, 4])),
        Charts.Histogram([1f, 2f, 2f, 3f], "Histogram", "value", bins: 5),
        Charts.Curves(Epochs),
        Charts.Curves(("first", Epochs), ("second", Epochs)),
        Charts.ConfusionMatrix(Nine),
        Charts.ConfusionDifference(("first", Nine), ("second", new(new[,] { { 2, 2, 2 }, { 0, 9, 0 }, { 1, 2, 7 } }, Names))),
        Charts.Reliability(Calibration.From(Sure)),
        Charts.AccuracyAgainstCost(Board),
        Charts.Roc(("first", new([2, 3], [1, 2])), ("second", new([2], [1]))),
        Charts.Reliability(("first", Calibration.From(Sure)), ("second", Calibration.From(Sure, 4))),
    ];

    [Fact]
    public void Every_chart_is_well_formed_with_a_title_and_needs_nothing_from_elsewhere()
    {
        foreach (var chart in EveryChart())
        {
            var text = SvgRenderer.Render(chart);
            var svg = XDocument.Parse(text).Root!;
            Assert.Equal("{http://www.w3.org/2000/svg}svg", svg.Name);
            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.NotEmpty(svg.Elements().First(e => e.Name.LocalName == "title").Value);
            foreach (var word in (string[])["<script", "href", "url(", "id=", "NaN", "∞"])
                Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Nothing_is_drawn_outside_the_picture()
    {
        foreach (var chart in EveryChart())
        {
            var svg = Parse(chart);
            double width = Number(svg, "width"), height = Number(svg, "height");
            foreach (var text in Elements(svg, "text").Where(t => t.Attribute("transform") is null))
            {
                var length = SvgWriter.Measure(text.Value, Number(text, "font-size"));
                var left = Number(text, "x") - text.Attribute("text-anchor")?.Value switch { "middle" => length / 2, "end" => length, _ => 0 };
                Assert.InRange(left, 0, width - length);
                Assert.InRange(Number(text, "y"), 5, height - 2);
            }
            foreach (var bar in Elements(svg, "rect"))
            {
                Assert.InRange(Number(bar, "x"), 0, width - Number(bar, "width"));
                Assert.InRange(Number(bar, "y"), 0, height - Number(bar, "height"));
            }
        }
    }

    [Fact]
    public void Bars_are_as_high_as_their_values_and_stand_on_zero()
    {
        var bars = Bars(Parse(Charts.Bars("title", "F1", Names, ("a", [1, 2, 4]))));
        Assert.Equal(3, bars.Length);
        Assert.Equal(Number(bars[0], "height") * 4, Number(bars[2], "height"), 0.1);
        Assert.All(bars, bar => Assert.Equal(Number(bars[0], "y") + Number(bars[0], "height"), Number(bar, "y") + Number(bar, "height"), 0.05));
    }

    [Fact]
    public void Bars_of_several_series_stand_beside_each_other()
    {
        var bars = Bars(Parse(Charts.Bars("title", "F1", Names, ("a", [1, 2, 4]), ("b", [4, 3, 1])))).OrderBy(bar => Number(bar, "x")).ToArray();
        Assert.Equal(6 + 2, bars.Length); // two more in the legend
        var drawn = bars.Where(bar => Number(bar, "width") > 12.5).ToArray();
        Assert.Equal(6, drawn.Length);
        for (var i = 1; i < drawn.Length; i++)
            Assert.True(Number(drawn[i], "x") >= Number(drawn[i - 1], "x") + Number(drawn[i - 1], "width") - 0.02);
    }

    [Fact]
    public void Lines_go_up_where_values_do_and_end_where_a_value_is_missing()
    {
        var lines = Elements(Parse(Charts.Lines("title", "x", "y", [1, 2, 3, 4], ("a", [1, 2, double.NaN, 5]))), "polyline");
        Assert.Equal(2, lines.Length);
        var points = lines[0].Attribute("points")!.Value.Split(' ').Select(p => p.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        Assert.Equal(2, points.Length);
        Assert.True(points[1][0] > points[0][0] && points[1][1] < points[0][1]);
    }

    [Fact]
    public void Curves_have_two_panels_side_by_side_and_one_legend()
    {
        var svg = Parse(Charts.Curves(Epochs));
        var texts = Elements(svg, "text");
        Assert.Single(texts, t => t.Value == "training");
        Assert.Single(texts, t => t.Value == "validation");
        Assert.True(Number(texts.Single(t => t.Value == "loss"), "x") < Number(svg, "width") / 2);
        Assert.True(Number(texts.Single(t => t.Value == "accuracy"), "x") > Number(svg, "width") / 2 - 50);
    }

    [Fact]
    public void The_confusion_matrix_has_a_cell_and_a_number_for_every_pair_the_first_class_on_top()
    {
        var svg = Parse(Charts.ConfusionMatrix(new(new[,] { { 50, 1, 0 }, { 0, 70, 2 }, { 1, 0, 90 } }, Names)));
        var texts = Elements(svg, "text");
        XElement Cell(string text) => texts.Single(t => t.Value == text && t.Attribute("text-anchor")?.Value == "middle");
        Assert.True(Number(Cell("50"), "y") < Number(Cell("70"), "y") && Number(Cell("70"), "y") < Number(Cell("90"), "y"));
        Assert.True(Number(Cell("50"), "x") < Number(Cell("70"), "x"));
        Assert.Equal(Number(Cell("70"), "y"), Number(Cell("2"), "y"), 0.01);
        Assert.Contains(Elements(svg, "rect"), r => r.Attribute("fill")!.Value == "#08417A");
    }

    [Fact]
    public void A_difference_of_matrices_shows_its_signs_and_colours_less_and_more_apart()
    {
        var svg = Parse(Charts.ConfusionDifference(("a", Nine), ("b", new(new[,] { { 2, 4, 0 }, { 0, 7, 2 }, { 1, 0, 9 } }, Names))));
        var texts = Elements(svg, "text").Select(t => t.Value).ToArray();
        Assert.Contains("-3", texts);
        Assert.Contains("+3", texts);
        Assert.Contains("-2", texts); // of the colour scale
        var fills = Elements(svg, "rect").Select(r => r.Attribute("fill")!.Value).ToArray();
        Assert.Contains("#8A3A00", fills);
        Assert.Contains("#08417A", fills);
    }

    [Fact]
    public void A_gap_stands_on_its_accuracy_in_a_column_with_it_and_the_diagonal_goes_from_corner_to_corner()
    {
        // Of two bins the upper one: accuracy 1/2, mean confidence 3/4.
        var svg = Parse(Charts.Reliability(Calibration.From(Sure, bins: 2)));
        XElement Bar(string color) => Elements(svg, "rect").Single(r => r.Attribute("fill")!.Value == color && Number(r, "width") > 12.5);
        XElement accuracy = Bar("#0072B2"), gap = Bar("#E69E66");
        Assert.Equal(Number(accuracy, "x"), Number(gap, "x"), 0.01);
        Assert.Equal(Number(accuracy, "width"), Number(gap, "width"), 0.01);
        Assert.Equal(Number(accuracy, "y"), Number(gap, "y") + Number(gap, "height"), 0.02);
        Assert.Equal(2, Number(accuracy, "height") / Number(gap, "height"), 0.01);
        var panel = Elements(svg, "svg").First(s => Number(s, "height") > 200);
        var diagonal = Elements(panel, "polyline").Single();
        Assert.Equal(
            FormattableString.Invariant($"{Number(panel, "x")},{Number(panel, "y") + Number(panel, "height")} {Number(panel, "x") + Number(panel, "width")},{Number(panel, "y")}"),
            diagonal.Attribute("points")!.Value);
        Assert.Single(Elements(svg, "text"), t => t.Value == "confidence");
    }

    [Fact]
    public void On_a_logarithmic_axis_equal_factors_are_equal_distances()
    {
        var svg = Parse(Charts.AccuracyAgainstCost(Board));
        var places = Elements(svg, "circle").Select(circle => Number(circle, "cx")).Order().ToArray();
        Assert.Equal(3, places.Length);
        Assert.Equal(2 * (places[1] - places[0]), places[2] - places[1], 0.1);
        XElement Tick(string text) => Elements(svg, "text").Single(t => t.Value == text);
        Assert.Equal(places[1], Number(Tick("10k"), "x"), 0.1);
        Assert.Equal(places[2], Number(Tick("1M"), "x"), 0.1);
    }

    [Fact]
    public void Names_stand_beside_their_points()
    {
        var svg = Parse(Charts.AccuracyAgainstCost(Board));
        var point = Elements(svg, "circle").MaxBy(circle => Number(circle, "cx"))!;
        var name = Elements(svg, "text").Single(t => t.Value == "large one");
        Assert.Equal(Number(point, "cx"), Number(name, "x"), 25.0);
        Assert.Equal(Number(point, "cy"), Number(name, "y"), 25.0);
    }

    [Fact]
    public void A_logarithmic_axis_without_numbers_of_its_own_has_powers_of_ten_and_leaves_out_what_has_no_logarithm()
    {
        var trace = new Trace("scatter");
        trace.SetProperty("x", new[] { -1, 1, 10, 1000 });
        trace.SetProperty("y", new[] { 0, 1, 2, 3 });
        trace.SetProperty("mode", "markers");
        var layout = new Layout();
        layout.SetProperty("xaxis", new { type = "log" });
        var svg = Parse(GenericChart.setLayout(layout, GenericChart.ofTraceObject(false, trace)));
        var places = Elements(svg, "circle").Select(circle => Number(circle, "cx")).ToArray();
        Assert.Equal(3, places.Length);
        Assert.Equal(2 * (places[1] - places[0]), places[2] - places[1], 0.1);
        Assert.Contains(Elements(svg, "text"), t => t.Value == "1k");
    }

    [Fact]
    public void Names_with_signs_of_markup_are_written_as_they_are()
    {
        var svg = Parse(Charts.Bars("R&D <b>", "F1", ["a<b", "c&d", "\"e\""], ("a", [1, 2, 3])));
        Assert.Contains(Elements(svg, "text"), t => t.Value == "c&d");
        Assert.Contains(Elements(svg, "text"), t => t.Value == "a<b");
    }

    [Fact]
    public void Names_too_long_to_stand_side_by_side_are_turned()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"a rather long name {i}")];
        var label = Elements(Parse(Charts.Bars("title", "F1", names, ("a", new double[20]))), "text").Single(t => t.Value == names[3]);
        Assert.StartsWith("rotate(-35", label.Attribute("transform")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_outside_an_axis_that_is_limited_are_cut_off()
    {
        var layout = new Layout();
        layout.SetProperty("yaxis", new { range = new[] { 0, 1 } });
        var trace = new Trace("scatter");
        trace.SetProperty("x", new[] { 1, 2 });
        trace.SetProperty("y", new[] { 0.5, 9 });
        var svg = Parse(GenericChart.setLayout(layout, GenericChart.ofTraceObject(false, trace)));
        Assert.Equal("svg", Elements(svg, "polyline").Single().Parent!.Name.LocalName);
        Assert.NotSame(svg, Elements(svg, "polyline").Single().Parent);
    }

    [Fact]
    public void A_bare_chart_without_a_layout_is_drawn()
    {
        var trace = new Trace("scatter");
        trace.SetProperty("x", new[] { 1 });
        trace.SetProperty("y", new[] { 5 });
        Assert.Single(Elements(Parse(GenericChart.ofTraceObject(false, trace)), "circle"));
        Assert.NotNull(Parse(GenericChart.ofTraceObject(false, new Trace("bar"))));
    }

    [Fact]
    public void A_kind_of_chart_that_it_does_not_know_is_named()
    {
        var svg = Parse(GenericChart.ofTraceObject(false, new Trace("pie")));
        Assert.Contains(Elements(svg, "text"), t => t.Value.Contains("A pie chart", StringComparison.Ordinal));
    }

    private static XElement Parse(GenericChart chart) => XDocument.Parse(SvgRenderer.Render(chart)).Root!;

    private static XElement[] Elements(XElement svg, string name) => [.. svg.Descendants().Where(e => e.Name.LocalName == name)];

    /// <summary>All rectangles but the background.</summary>
    private static XElement[] Bars(XElement svg) => Elements(svg, "rect")[1..];

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
