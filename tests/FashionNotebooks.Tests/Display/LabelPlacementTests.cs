namespace FashionNotebooks.Tests.Display;

public class LabelPlacementTests
{
    /// <summary>Of nine letters, which take some 60 pixels.</summary>
    private const string Label = "webapp/12";

    private static string[] Choose(params (double X, double Y)[] points) => LabelPlacement.Choose([.. points.Select(point => (point, Label))], [], 400, 300);

    [Fact]
    public void A_point_with_room_has_its_label_to_the_right() => Assert.Equal(["middle right"], Choose((100, 100)));

    [Fact]
    public void At_the_right_edge_the_label_stands_to_the_left() => Assert.Equal(["middle left"], Choose((390, 100)));

    [Fact]
    public void A_point_in_the_way_moves_the_label_to_another_side() =>
        Assert.Equal(["middle left", "middle right"], Choose((100, 100), (130, 100)));

    [Fact]
    public void Close_points_have_labels_that_do_not_overlap()
    {
        (double X, double Y)[] points = [(200, 150), (208, 152), (203, 163), (190, 145), (300, 150), (305, 158)];
        // Where plotly.js writes them: "top left" ends above and to the left of the point.
        var middles = points.Zip(Choose(points), (point, side) => (
            X: point.X + (side.EndsWith("left", StringComparison.Ordinal) ? -38 : side.EndsWith("right", StringComparison.Ordinal) ? 38 : 0),
            Y: point.Y + (side.StartsWith("top", StringComparison.Ordinal) ? -15 : side.StartsWith("bottom", StringComparison.Ordinal) ? 15 : 0))).ToArray();
        for (var i = 0; i < middles.Length; i++)
            for (var j = 0; j < i; j++)
                Assert.True(Math.Abs(middles[i].X - middles[j].X) >= 56 || Math.Abs(middles[i].Y - middles[j].Y) >= 11, $"labels {j} and {i}");
    }

    [Fact]
    public void A_label_keeps_clear_of_a_line() =>
        Assert.Equal(["middle left"], LabelPlacement.Choose([((100, 100), Label)], [(100, 100), (300, 100), (300, 20)], 400, 300));
}
