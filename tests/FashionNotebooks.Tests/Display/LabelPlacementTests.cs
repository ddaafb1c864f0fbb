namespace FashionNotebooks.Tests.Display;

public class LabelPlacementTests
{
    private static string[] Choose(params (double X, double Y)[] points) => LabelPlacement.Choose(points, [.. points.Select(_ => 60.0)], [], 400, 300);

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
        var boxes = points.Zip(Choose(points), (point, side) =>
        {
            var (x, y, anchor) = LabelPlacement.Place(point.X, point.Y, side, 5, 12);
            var left = x - anchor switch { "end" => 60, "middle" => 30, _ => 0 };
            return (Left: left, Bottom: y);
        }).ToArray();
        for (var i = 0; i < boxes.Length; i++)
            for (var j = 0; j < i; j++)
                Assert.True(Math.Abs(boxes[i].Left - boxes[j].Left) >= 60 || Math.Abs(boxes[i].Bottom - boxes[j].Bottom) >= 11, $"labels {j} and {i}");
    }

    [Fact]
    public void A_label_keeps_clear_of_a_line() =>
        Assert.Equal(["middle left"], LabelPlacement.Choose([(100, 100)], [60.0], [(100, 100), (300, 100), (300, 20)], 400, 300));

    [Fact]
    public void Texts_lie_on_the_side_that_plotly_names()
    {
        Assert.Equal("start", LabelPlacement.Place(0, 0, "middle right", 5, 12).Anchor);
        Assert.Equal("end", LabelPlacement.Place(0, 0, "top left", 5, 12).Anchor);
        var (x, y, anchor) = LabelPlacement.Place(10, 20, "bottom center", 5, 12);
        Assert.Equal((10, "middle"), (x, anchor));
        Assert.True(y > 20 + 5);
        Assert.True(LabelPlacement.Place(10, 20, "top center", 5, 12).Y < 20 - 5);
    }
}
