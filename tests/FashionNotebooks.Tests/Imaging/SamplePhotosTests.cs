using SkiaSharp;

namespace FashionNotebooks.Tests.Imaging;

public class SamplePhotosTests
{
    private static readonly IReadOnlyList<SamplePhoto> Samples = SamplePhotos.All();

    [Fact]
    public void At_least_seven_of_ten_are_classified_right()
    {
        var images = SamplePhotos.Images([.. Samples.Select(sample => sample.Prepare())], [.. Samples.Select(sample => sample.Label)]);
        Assert.InRange(TrainedModels.Predict("regularized", images).Accuracy, 0.7, 1);
    }

    [Fact]
    public void The_fifteen_of_two_sources_that_came_later_are_held_out()
    {
        Assert.Equal(15, Samples.Count(sample => sample.IsHeldOut));
        Assert.All(Samples, sample => Assert.Equal(sample.Name.Contains("-noto.", StringComparison.Ordinal) || sample.Name.Contains("-iconpark.", StringComparison.Ordinal), sample.IsHeldOut));
    }

    [Fact]
    public void Things_of_no_class_can_be_prepared_and_are_named_in_the_readme()
    {
        var others = SamplePhotos.Others();
        var readme = File.ReadAllText(Workspace.Data("samples", "README.md"));
        Assert.Equal(8, others.Count);
        Assert.All(others, path =>
        {
            Assert.InRange(new FileInfo(path).Length, 1, 100_000);
            Assert.Contains($"`{Path.GetFileNameWithoutExtension(path).Replace("-noto", "", StringComparison.Ordinal)}`", readme, StringComparison.Ordinal);
            Assert.Contains((byte)255, GarmentPhoto.Prepare(Photo.Load(path)).Pixels);
        });
    }

    [Fact]
    public void They_are_of_at_least_seven_classes_in_several_formats_on_light_dark_and_transparent_backgrounds()
    {
        Assert.InRange(Samples.Select(sample => sample.Label).Distinct().Count(), 7, 10);
        Assert.Superset(new HashSet<string> { ".jpg", ".png", ".webp", ".gif" }, Samples.Select(sample => Path.GetExtension(sample.Name)).ToHashSet());
        var corners = Samples.Select(sample => Photo.Load(sample.Path).Rgba.Span[..4].ToArray()).ToArray();
        Assert.Contains(corners, corner => corner[3] == 0);
        Assert.Contains(corners, corner => corner[3] == 255 && corner[..3].All(channel => channel > 200));
        Assert.Contains(corners, corner => corner[3] == 255 && corner[..3].All(channel => channel < 60));
    }

    [Fact]
    public void Each_file_is_small_and_has_its_source_and_licence_in_the_readme()
    {
        var readme = File.ReadAllText(Workspace.Data("samples", "README.md"));
        foreach (var sample in Samples)
        {
            Assert.InRange(new FileInfo(sample.Path).Length, 1, 100_000);
            var row = readme.Split('\n').Single(line => line.StartsWith($"| `{sample.Name}` |", StringComparison.Ordinal));
            Assert.Contains(FashionMnist.ClassNames[sample.Label], row, StringComparison.Ordinal);
        }
        Assert.Equal(
            Samples.Select(sample => sample.Name).Concat(["README.md", "samples.csv"]).Order(StringComparer.Ordinal),
            Directory.GetFiles(Workspace.Data("samples")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Their_steps_are_shown_in_one_picture()
    {
        GarmentPhoto[] photos = [Samples[0].Prepare(), Samples[^1].Prepare()];
        var picture = Gallery.Preparation(photos, ["first", "second"]);
        var png = new PngReader(picture.Png.Span);
        Assert.Equal((picture.Width, picture.Height), (png.Width, png.Height));
        Assert.Equal("first; second. Steps: Photo, Garment, Grey, negated, Cropped, 28 x 28, Stretched, Sharpened", picture.AltText);
        // The last step, each of its pixels enlarged to 5 x 5, at the right of the first row.
        for (var i = 0; i < 784; i++)
            Assert.Equal(photos[0].Pixels[i], png[12 + 6 * 152 + i % 28 * 5 + 2, 12 + 36 + i / 28 * 5 + 2].R);
    }

    [Fact]
    public void Photos_stand_beside_what_a_network_sees_marked_right_or_wrong()
    {
        GarmentPhoto[] photos = [Samples[0].Prepare(), Samples[1].Prepare()];
        var picture = Gallery.Photos(photos, new Predictions([0, 1], new[,] { { 0.75f, 0.25f }, { 0.6f, 0.4f } }, ["top", "trouser"]));
        var png = new PngReader(picture.Png.Span);
        Assert.Equal((picture.Width, picture.Height), (png.Width, png.Height));
        Assert.Equal("top 75 %, right; top 60 %, true: trouser", picture.AltText);
        foreach (var (column, photo) in photos.Index())
            // What the network sees, each of its pixels enlarged to 4 x 4, at the right of the photo.
            for (var i = 0; i < 784; i++)
                Assert.Equal(photo.Pixels[i], png[12 + column * (224 + 12) + 112 + i % 28 * 4 + 2, 12 + 16 + i / 28 * 4 + 2].R);
        Assert.Equal((Palette.Right, Palette.Wrong), (At(png, 11, 40), At(png, 11 + 236, 40)));

        static SKColor At(PngReader png, int x, int y) => new(png[x, y].R, png[x, y].G, png[x, y].B);
    }

    [Fact]
    public void A_photo_that_is_not_square_stands_in_the_middle_of_its_place()
    {
        // Twice as wide as high, all of it red but the outermost pixels.
        var wide = GarmentPhoto.Prepare(new(40, 20, [.. Enumerable.Range(0, 800).SelectMany(i => (byte[])(i % 40 is 0 or 39 || i / 40 is 0 or 19 ? [255, 255, 255, 255] : [255, 0, 0, 255]))]));
        var png = new PngReader(Gallery.Photos([wide], ["wide"]).Png.Span);
        // At 112 a side it is drawn 80 x 40.
        var red = Enumerable.Range(0, 112).Where(y => png[12 + 56, 28 + y] is (255, 0, 0)).ToList();
        Assert.Equal((38, 73), (red[0], red[^1]));
    }

    [Fact]
    public void Photos_of_no_class_have_captions_and_no_mark()
    {
        var photo = Samples[0].Prepare();
        Assert.Equal("one; two; three", Gallery.Photos([photo, photo, photo], ["one", "two", "three"], columns: 2).AltText);
        Assert.Equal(2 * 12 + 2 * 224 + 12, Gallery.Photos([photo, photo, photo], ["one", "two", "three"], columns: 2).Width);
    }

    [Fact]
    public void Captions_and_predictions_belong_to_photos()
    {
        Assert.Throws<ArgumentException>(() => Gallery.Preparation([]));
        Assert.Throws<ArgumentException>(() => Gallery.Preparation([Samples[0].Prepare()], ["one", "two"]));
        var photo = Samples[0].Prepare();
        var one = new Predictions([0], new[,] { { 1f } });
        Assert.Contains("There are 2 photos but 1 predictions", Assert.Throws<ArgumentException>(() => Gallery.Photos([photo, photo], one)).Message);
        Assert.Throws<ArgumentException>(() => Gallery.Photos([], new Predictions([], new float[0, 1])));
        Assert.Throws<ArgumentException>(() => Gallery.Photos([photo], ["one", "two"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gallery.Photos([photo], ["one"], columns: 0));
    }
}
