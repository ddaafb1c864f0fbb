using FashionNotebooks.Tests.Imaging;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Display;

public class AugmentationGalleryTests
{
    /// <summary>Three images of 2 x 2: left half of intensity 60, 120 or 180, right half black.</summary>
    private static readonly LabeledImages Halves = new([60, 0, 60, 0, 120, 0, 120, 0, 180, 0, 180, 0], [0, 1, 2], 2, 2, ["dark", "grey", "bright"]);

    [Fact]
    public void Each_row_shows_an_image_and_then_its_variants_set_apart()
    {
        var picture = Gallery.Augmented(Halves, new RandomHorizontalFlip(1), rows: 3, columns: 3, seed: 1);
        var png = new PngReader(picture.Png.Span);
        for (var row = 0; row < 3; row++)
        {
            var y = 12 + row * (84 + 4) + 42;
            // From the right edge: margin, two variants, a gap of 4 between them and of 16 before them, then the image.
            int second = png.Width - 12 - 84, first = second - 88, original = first - 88 - 12;
            var bright = png[original + 5, y].R;
            Assert.Contains(bright, new byte[] { 60, 120, 180 });
            Assert.Equal(0, png[original + 80, y].R);
            foreach (var variant in new[] { first, second })
                Assert.Equal((0, bright), (png[variant + 5, y].R, png[variant + 80, y].R));
            Assert.Equal((255, 255, 255), png[original + 84 + 8, y]);
        }
        Assert.All(Halves.ClassNames, name => Assert.Contains(name, picture.AltText, StringComparison.Ordinal));
        Assert.Contains("2 augmented variants", picture.AltText, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_shows_the_same_variants_and_leaves_torchs_generator_as_it_was()
    {
        byte[] Show(int seed) => Gallery.Augmented(Halves, new RandomHorizontalFlip(), 3, 8, seed).Png.ToArray();
        var first = Show(1);
        Assert.Equal(first, Show(1));
        Assert.NotEqual(first, Show(2));

        manual_seed(4);
        using var before = rand(5);
        manual_seed(4);
        Show(1);
        using var after = rand(5);
        Assert.Equal(before.data<float>().ToArray(), after.data<float>().ToArray());
    }

    [Fact]
    public void A_standardizer_is_applied_before_and_undone_after()
    {
        // Everything is painted 0, which is the mean where images are standardized: 0.4 of 255.
        var everything = new RandomErasing(1, 1, 1, 1, 1);
        var png = new PngReader(Gallery.Augmented(Halves, everything, 1, 2, seed: 1, standardizer: new(0.4, 0.3)).Png.Span);
        Assert.Equal(102, png[png.Width - 12 - 42, 12 + 42].R);
    }

    [Fact]
    public void Mixed_images_are_titled_with_the_share_of_each_class()
    {
        LabeledImages flat = new([.. Enumerable.Repeat((byte)0, 100), .. Enumerable.Repeat((byte)200, 100)], [0, 1], 10, 10, ["black", "white"]);
        var picture = Gallery.Mixed(flat, new Half(), rows: 1, columns: 2, seed: 1);
        Assert.Contains("white 75 %, black 25 %", picture.AltText, StringComparison.Ordinal);
        Assert.Contains("black 75 %, white 25 %", picture.AltText, StringComparison.Ordinal);
        var png = new PngReader(picture.Png.Span);
        byte[] shown = [png[12 + 50, 28 + 50].R, png[png.Width - 12 - 50, 28 + 50].R];
        Assert.Equal([50, 150], shown.Order().ToArray());
    }

    /// <summary>A quarter of the other sample of two.</summary>
    private sealed class Half : IMixing
    {
        public (Tensor Images, Tensor Targets) Apply(Tensor images, Tensor targets) =>
            (images.mul(0.75).add(images.flip(0).mul(0.25)), targets.mul(0.75).add(targets.flip(0).mul(0.25)));
    }

    [Fact]
    public void More_rows_than_images_and_rows_without_variants_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Gallery.Augmented(Halves, new RandomCrop(1), 4, 3, seed: 1));
        Assert.Contains("4 images are to be shown, but there are 3", error.Message, StringComparison.Ordinal);
        Assert.Equal("columns", Assert.Throws<ArgumentOutOfRangeException>(() => Gallery.Augmented(Halves, new RandomCrop(1), 1, 1, seed: 1)).ParamName);
        Assert.Equal("rows", Assert.Throws<ArgumentOutOfRangeException>(() => Gallery.Augmented(Halves, new RandomCrop(1), 0, 2, seed: 1)).ParamName);
        Assert.Throws<ArgumentException>(() => Gallery.Mixed(Halves, new Mixup(1), 2, 2, seed: 1));
    }
}
