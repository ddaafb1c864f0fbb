namespace FashionNotebooks.Tests.Imaging;

/// <summary>Damaged pictures of every format: a picture, or the documented exception.</summary>
public sealed class PhotoPropertyTests : FolderTests
{
    [Fact]
    public void A_png_cut_before_the_checksum_of_its_pixels_is_not_shown() // found by the property below
    {
        var cut = RecordedPhotos.Bytes("opacity.png")[..103];

        var error = Assert.Throws<PhotoException>(() => Photo.Decode([.. cut[..63], .. cut[61..]]));

        Assert.Equal(PhotoProblem.Truncated, error.Problem);
    }

    [Theory]
    [InlineData("orientation-6.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("opacity.png")]
    [InlineData("orientation-6.webp")]
    [InlineData("lossless.webp")]
    [InlineData("animated.webp")]
    [InlineData("animated.gif")]
    [InlineData("v5-alpha.bmp")]
    [InlineData("rle8.bmp")]
    public void A_damaged_picture_is_shown_or_refused(string name)
    {
        var valid = RecordedPhotos.Bytes(name);
        var original = Photo.Decode(valid).Rgba.ToArray();
        Mutations.Hold<Photo, PhotoException>(valid, folder.File(name), path => Photo.Load(path), (_, photo) =>
        {
            Assert.Equal(4 * photo.Width * photo.Height, photo.Rgba.Length);
            if (name.EndsWith(".png", StringComparison.Ordinal)) // whose checksums cover all of it
                Assert.Equal(original, photo.Rgba.ToArray());
            try
            {
                Assert.Equal(255, GarmentPhoto.Prepare(photo).Steps.Single(step => step.Name == "Stretched").Pixels.ToArray().Max());
            }
            catch (PhotoException nothing)
            {
                Assert.Equal(PhotoProblem.NoGarment, nothing.Problem);
            }
        });
    }
}
