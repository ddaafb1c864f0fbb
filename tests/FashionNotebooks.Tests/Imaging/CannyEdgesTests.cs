using System.Globalization;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Imaging;

public class CannyEdgesTests
{
    [Fact]
    public void Edges_are_those_that_scikit_image_finds()
    {
        foreach (var line in File.ReadLines(RecordedPhotos.PathOf("canny.txt")))
        {
            var cells = line.Split(' ');
            var edges = CannyEdges.Detect(
                RealData.Test.Image(int.Parse(cells[0])), 28, 28, double.Parse(cells[1]), double.Parse(cells[2]), double.Parse(cells[3])).Edges.ToArray();
            var expected = cells[4].SelectMany(digit => Convert.ToString(int.Parse($"{digit}", NumberStyles.HexNumber), 2).PadLeft(4, '0')).Select(bit => bit == '1').ToArray();
            Assert.True(expected.SequenceEqual(edges), $"Image {cells[0]}, sigma {cells[1]}, thresholds {cells[2]} and {cells[3]}: {expected.Zip(edges).Count(pair => pair.First != pair.Second)} pixels differ.");
        }
    }

    [Fact]
    public void A_step_has_the_gradient_that_sobel_gives_it_and_one_edge()
    {
        // Black to the left of column 8, white from there on; hardly smoothed, so each of the two columns at the step is as steep as the other: 4.
        var found = Find(Step(), 16, sigma: 0.1, low: 1, high: 2);
        var (horizontal, vertical) = (Values<double>(found.Horizontal), Values<double>(found.Vertical));
        var edges = CannyEdges.Detect(Step(), 16, 16, sigma: 0.1, low: 1, high: 2).Edges.ToArray();
        for (var i = 0; i < 256; i++)
        {
            Assert.Equal(i % 16 is 7 or 8 ? 4 : 0, horizontal[i], 1e-9);
            Assert.Equal(0, vertical[i], 1e-9);
            Assert.Equal(i % 16 is 7 or 8 && i / 16 is > 0 and < 15, edges[i]);
        }
    }

    [Fact]
    public void Smoothing_keeps_the_mean_inside_and_an_even_image_even()
    {
        var even = Enumerable.Repeat((byte)51, 100).ToArray();
        Assert.All(Values<double>(Find(even, 10, sigma: 2).Smoothed), value => Assert.Equal(0.2, value, 1e-12));
        Assert.DoesNotContain(true, CannyEdges.Detect(even, 10, 10, sigma: 2).Edges.ToArray());

        // A single white pixel becomes the Gaussian itself: at its centre 1 / (sum of exp(-k² / 2))².
        var point = new byte[21 * 21];
        point[10 * 21 + 10] = 255;
        Assert.Equal(0.159155, Values<double>(Find(point, 21, sigma: 1).Smoothed)[10 * 21 + 10], 1e-5);
    }

    [Fact]
    public void Weak_ridges_stay_only_where_they_hang_together_with_a_strong_one()
    {
        // Two vertical steps, the left one strong above and fading to weak below, the right one weak all along.
        var image = new byte[20 * 20];
        for (var y = 0; y < 20; y++)
            for (var x = 0; x < 20; x++)
                image[y * 20 + x] = (byte)(x < 5 ? 0 : 200 - 7 * y + (x < 13 ? 0 : 40));
        var found = Find(image, 20, sigma: 0.1, low: 0.3, high: 2);
        var (ridges, weak, strong) = (Values<bool>(found.Ridges), Values<bool>(found.Weak), Values<bool>(found.Strong));
        var edges = CannyEdges.Detect(image, 20, 20, sigma: 0.1, low: 0.3, high: 2).Edges.ToArray();
        Assert.True(edges[3 * 20 + 5] && edges[17 * 20 + 5]);
        Assert.True(weak[17 * 20 + 13] && !strong[17 * 20 + 13]);
        Assert.False(edges[17 * 20 + 13]);
        Assert.All(Enumerable.Range(0, 400), i => Assert.True(!strong[i] || weak[i] && ridges[i] && edges[i]));
    }

    [Fact]
    public void Every_step_can_be_shown()
    {
        var steps = CannyEdges.Detect(Step(), 16, 16).Steps;
        Assert.Equal(["Image", "Smoothed", "Gradient", "Ridges", "Two thresholds", "Edges"], steps.Select(step => step.Name));
        Assert.Equal(Step(), steps[0].Pixels.ToArray());
        Assert.Equal(255, steps[2].Pixels.ToArray().Max());
        Assert.All(steps, step => Assert.Equal((16, 16), (new PngReader(step.ToPng()).Width, step.Height)));
    }

    [Fact]
    public void The_steps_of_several_images_are_shown_in_one_picture()
    {
        var canny = CannyEdges.Detect(Step(), 16, 16, sigma: 0.1);
        var picture = Gallery.Edges([canny, canny], ["first", "second"]);
        Assert.Equal("first; second. Steps: Image, Smoothed, Gradient, Ridges, Two thresholds, Edges", picture.AltText);
        // The last step, each of its pixels enlarged to 8 x 8.
        var png = new PngReader(picture.Png.Span);
        Assert.Equal(255, png[12 + 5 * 152 + 7 * 8 + 4, 12 + 36 + 5 * 8 + 4].R);
        Assert.Equal(0, png[12 + 5 * 152 + 3 * 8 + 4, 12 + 36 + 5 * 8 + 4].R);
        Assert.Throws<ArgumentException>(() => Gallery.Edges([]));
    }

    [Fact]
    public void A_whole_set_becomes_images_of_edges_with_the_same_labels()
    {
        var images = RealData.Test.Take(30);
        var edges = CannyEdges.DetectAll(images, sigma: 1, low: 0.5, high: 1.5);
        Assert.Equal(images.Labels.ToArray(), edges.Labels.ToArray());
        for (var i = 0; i < images.Count; i++)
            Assert.Equal(
                CannyEdges.Detect(images.Image(i), 28, 28, 1, 0.5, 1.5).Edges.ToArray().Select(edge => edge ? (byte)255 : (byte)0), edges.Image(i).ToArray());
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CannyEdges.Detect(new byte[10], 3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => CannyEdges.Detect([], 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>("sigma", () => CannyEdges.Detect(new byte[9], 3, 3, sigma: 0));
        Assert.Throws<ArgumentOutOfRangeException>("low", () => CannyEdges.Detect(new byte[9], 3, 3, low: -1));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => CannyEdges.DetectAll(new LabeledImages(new byte[9], [0], 3, 3), low: 0.3, high: 0.2));
    }

    private static CannyEdges.Stages Find(byte[] grey, int width, double sigma, double low = 0.1, double high = 0.2) =>
        CannyEdges.Find(tensor(grey, [1, 1, grey.Length / width, width]).to(ScalarType.Float64).div(255), sigma, low, high);

    private static T[] Values<T>(Tensor of) where T : unmanaged => of.contiguous().data<T>().ToArray();

    private static byte[] Step() => [.. Enumerable.Range(0, 256).Select(i => i % 16 < 8 ? (byte)0 : (byte)255)];
}
