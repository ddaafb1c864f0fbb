using FashionNotebooks.Tests.Imaging;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Display;

public class GalleryMapsTests
{
    [Fact]
    public void Without_negative_values_0_is_black_and_the_largest_white()
    {
        var png = new PngReader(Gallery.Maps(tensor(new float[] { 0, 1, 2, 4 }).reshape(1, 2, 2)).Png.Span);

        // Each of the 2 x 2 values is 56 pixels wide in a tile of 112, 12 from the left and 28 from the top.
        Assert.Equal([0, 64, 128, 255], Corners(png, 12, 28, 56));
    }

    [Fact]
    public void With_negative_values_0_is_middle_grey_on_one_scale_for_all_maps()
    {
        var png = new PngReader(Gallery.Maps(tensor(new float[] { -2, 0, 1, 2, 0, 0, 0, 1 }).reshape(2, 1, 2, 2)).Png.Span);

        Assert.Equal([0, 128, 191, 255], Corners(png, 12, 28, 56));
        Assert.Equal([128, 128, 128, 191], Corners(png, 12 + 112 + 12, 28, 56));
    }

    [Fact]
    public void Strides_types_and_maps_of_nothing_are_no_matter()
    {
        var transposed = tensor(new long[] { 0, 2, 1, 4 }).reshape(1, 2, 2).transpose(1, 2);
        Assert.Equal([0, 64, 128, 255], Corners(new PngReader(Gallery.Maps(transposed).Png.Span), 12, 28, 56));
        Assert.Equal([0, 0, 0, 0], Corners(new PngReader(Gallery.Maps(zeros(1, 2, 2)).Png.Span), 12, 28, 56));
    }

    [Fact]
    public void Captions_stand_above_and_numbers_where_there_are_none()
    {
        Assert.Contains("rows, columns", Gallery.Maps(zeros(2, 3, 3), ["rows", "columns"]).AltText);
        Assert.Contains("1, 2", Gallery.Maps(zeros(2, 3, 3)).AltText);
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused()
    {
        Assert.Contains("4 x 3 x 5 x 5", Assert.Throws<ArgumentException>(() => Gallery.Maps(zeros(4, 3, 5, 5))).Message);
        Assert.Contains("0 x 5 x 5", Assert.Throws<ArgumentException>(() => Gallery.Maps(zeros(0, 5, 5))).Message);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => Gallery.Maps(full(new long[] { 1, 2, 2 }, float.NaN))).Message);
        Assert.Contains("2 maps need as many captions, but there are 1", Assert.Throws<ArgumentException>(() => Gallery.Maps(zeros(2, 3, 3), ["one"])).Message);
    }

    private static int[] Corners(PngReader png, int x, int y, int size) => [png[x, y].R, png[x + size, y].R, png[x, y + size].R, png[x + size, y + size].R];
}
