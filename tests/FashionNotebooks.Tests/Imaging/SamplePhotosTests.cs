using FashionNotebooks.Data;
using FashionNotebooks.Display;
using FashionNotebooks.Imaging;
using FashionNotebooks.Systems;

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
    public void Captions_belong_to_photos()
    {
        Assert.Throws<ArgumentException>(() => Gallery.Preparation([]));
        Assert.Throws<ArgumentException>(() => Gallery.Preparation([Samples[0].Prepare()], ["one", "two"]));
    }
}
