using System.Text;

namespace FashionNotebooks.Tests.Imaging;

/// <summary>Pictures that people had, by the names of the folders they lie in.</summary>
public sealed class CaseTests : FolderTests
{
    private static string Case(string name, string file) => Path.Combine(AppContext.BaseDirectory, "Imaging", "Cases", name, file);

    private static readonly Lazy<KeptModel> Model = new(() => TrainedModels.Load("regularized"));

    private static string ClassOf(GarmentPhoto garment) =>
        FashionMnist.ClassNames[Model.Value.Predict(new LabeledImages(garment.Pixels, [0])).Predicted[0]];

    /// <summary>A garment of the test images as a photo of 262 x 262 pixels.</summary>
    private static Photo Photographed(int index, Func<int, int, byte, byte[]> cloth, byte[] background)
    {
        const int scale = 8, margin = 19, side = 28 * scale + 2 * margin;
        var image = RealData.Test.Image(index).ToArray();
        return new(side, side, [.. Enumerable.Range(0, side * side).SelectMany(i =>
        {
            int x = i % side - margin, y = i / side - margin;
            var isInside = x is >= 0 and < 28 * scale && y is >= 0 and < 28 * scale;
            var intensity = isInside ? image[y / scale * 28 + x / scale] : (byte)0;
            return intensity > 12 ? cloth(x / scale, y / scale, intensity) : background;
        })]);
    }

    // white-garment

    [Theory]
    [InlineData("white_on_240.png")]
    [InlineData("white_on_blue.png")]
    [InlineData("white_on_grey.png")]
    [InlineData("white_logo_on_grey.png")]
    public void A_white_shirt_is_seen_on_any_background(string file)
    {
        var garment = GarmentPhoto.Prepare(Photo.Load(Case("white-garment", file)));
        Assert.InRange(garment.Pixels.Count(pixel => pixel > 100), 300, 784); // the shirt, not its logo
        Assert.Equal("T-shirt/top", ClassOf(garment));
    }

    [Theory]
    [InlineData(30, 30, 34, 255)] // dark
    [InlineData(0, 0, 0, 0)] // nothing
    [InlineData(200, 60, 40, 255)]
    public void White_trousers_with_a_print_are_trousers(byte red, byte green, byte blue, byte opacity)
    {
        var trousers = Photographed(2, (x, y, _) => x is 11 or 12 && y is 6 or 7 ? [20, 20, 20, 255] : [255, 255, 255, 255], [red, green, blue, opacity]);
        Assert.Equal("Trouser", ClassOf(GarmentPhoto.Prepare(trousers)));
    }

    [Theory]
    [InlineData(245, 228)] // pale on pale
    [InlineData(255, 90)]
    [InlineData(30, 60)] // dark on dark
    [InlineData(60, 200)]
    public void A_boot_is_a_boot_in_any_shade_on_any(byte cloth, byte background) =>
        Assert.Equal("Ankle boot", ClassOf(GarmentPhoto.Prepare(Photographed(0, (_, _, shade) => Grey((byte)(cloth - shade / 32)), Grey(background)))));

    [Fact]
    public void White_on_next_to_white_is_refused_rather_than_classified() =>
        Assert.Equal(PhotoProblem.NoGarment, Assert.Throws<PhotoException>(() => GarmentPhoto.Prepare(Photographed(0, (_, _, _) => Grey(255), Grey(250)))).Problem);

    // half-transparent-garment

    [Theory]
    [InlineData("alpha127.png")]
    [InlineData("alpha129.png")]
    public void A_cut_out_at_half_opacity_is_named(string file) =>
        Assert.Equal(ClassOf(GarmentPhoto.Prepare(Photo.Load(Case("half-transparent-garment", "alpha129.png")))), ClassOf(GarmentPhoto.Prepare(Photo.Load(Case("half-transparent-garment", file)))));

    [Theory]
    [InlineData(120)]
    [InlineData(40)]
    [InlineData(5)]
    public void A_cut_out_of_any_opacity_looks_as_the_opaque_one_does(byte opacity)
    {
        byte[] Seen(byte opacity) => GarmentPhoto.Prepare(Photographed(0, (_, _, shade) => [.. Grey((byte)(255 - shade))[..3], opacity], new byte[4])).Pixels;
        Assert.InRange(Seen(255).Zip(Seen(opacity), (a, b) => Math.Abs(a - b)).Max(), 0, 3);
    }

    [Fact]
    public void An_opaque_speck_beside_a_faint_garment_and_a_faint_shadow_beside_an_opaque_one_change_nothing()
    {
        Photo Cut(byte cloth, Func<int, byte> below) => Photographed(0, (x, y, shade) => [.. Grey((byte)(255 - shade))[..3], y > 22 ? below(x) : cloth], new byte[4]);
        Assert.Equal("Ankle boot", ClassOf(GarmentPhoto.Prepare(Cut(100, x => x == 20 ? (byte)255 : (byte)100))));
        Assert.Equal("Ankle boot", ClassOf(GarmentPhoto.Prepare(Cut(255, _ => 200))));
    }

    [Fact]
    public void A_photo_that_is_half_transparent_all_over_is_one_on_its_background() =>
        Assert.Equal("Ankle boot", ClassOf(GarmentPhoto.Prepare(Photographed(0, (_, _, shade) => [.. Grey((byte)(255 - shade))[..3], 90], [255, 255, 255, 90]))));

    // bmp-bitfields; its siblings are those of Recorded/bmps.txt

    [Fact]
    public void A_BMP_with_opacity_is_read()
    {
        var photo = Photo.Load(Case("bmp-bitfields", "bmp_v5_alpha.bmp"));
        Assert.Equal((200, 240), (photo.Width, photo.Height));
        var middle = photo.Rgba.Span.Slice(4 * (120 * 200 + 100), 4).ToArray();
        // A V5 file from the bottom up, blue first.
        var file = File.ReadAllBytes(Case("bmp-bitfields", "bmp_v5_alpha.bmp")).AsSpan(BitConverter.ToInt32(File.ReadAllBytes(Case("bmp-bitfields", "bmp_v5_alpha.bmp")), 10) + 4 * (119 * 200 + 100), 4).ToArray();
        Assert.Equal([file[2], file[1], file[0], file[3]], middle);
        Assert.Equal(784, GarmentPhoto.Prepare(photo).Pixels.Length);
    }

    // heic-and-others

    [Theory]
    [InlineData("x.heic", "a HEIC picture")]
    [InlineData("heic_named.jpg", "a HEIC picture")]
    [InlineData("x.svg", "an SVG drawing")]
    public void A_picture_of_another_kind_is_called_by_its_name(string file, string name) => IsCalled(Case("heic-and-others", file), name);

    [Theory]
    [InlineData("\0\0\0\u0020ftypavif\0\0\0\0", "an AVIF picture")]
    [InlineData("\0\0\0\u0020ftypmif1\0\0\0\0mif1heic", "a HEIC or AVIF picture")]
    [InlineData("II*\0\u0008\0\0\0", "a TIFF or a camera's raw picture")]
    [InlineData("MM\0*\0\0\0\u0008", "a TIFF or a camera's raw picture")]
    [InlineData("\u00EF\u00BB\u00BF<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg xmlns=\"http://www.w3.org/2000/svg\">", "an SVG drawing")]
    [InlineData("\u00FF\u000A\u00FA\u001F", "a JPEG XL picture")]
    [InlineData("\0\0\0\u000CJXL \r\n\u0087\n", "a JPEG XL picture")]
    [InlineData("\0\0\0\u000CjP  \r\n\u0087\n", "a JPEG 2000 picture")]
    [InlineData("8BPS\0\u0001", "a Photoshop file")]
    [InlineData("%PDF-1.7", "a PDF document")]
    [InlineData("\0\0\u0001\0\u0001\0", "an icon file")]
    [InlineData("P6\n2 2\n255\n", "a PNM picture")]
    [InlineData("\0\0\0\u0020ftypisom", "a video")]
    [InlineData("<!DOCTYPE html><html>", "a web page")]
    public void So_are_its_siblings(string beginning, string name) =>
        IsCalled(folder.File("photo.jpg", [.. Encoding.Latin1.GetBytes(beginning), .. new byte[100]]), name);

    private static void IsCalled(string path, string name)
    {
        var error = Assert.Throws<PhotoException>(() => Photo.Load(path));
        Assert.Equal(PhotoProblem.OtherFormat, error.Problem);
        Assert.StartsWith($"{path}: The file is {name}, which can't be read here; ", error.Message, StringComparison.Ordinal);
        Assert.Matches("as JPEG or PNG|instead of the page", error.Message);
    }

    private static byte[] Grey(byte shade) => [shade, shade, shade, 255];
}
