namespace FashionNotebooks.Tests.Imaging;

public class GarmentPhotoTests
{
    /// <summary>A photo of 100 x 80 with a rectangle from column 20 to 59 and row 10 to 69, 40 x 60 pixels.</summary>
    private static Photo Rectangle((byte R, byte G, byte B, byte A) background, (byte R, byte G, byte B) garment, Func<int, int, int>? light = null)
    {
        var rgba = new byte[100 * 80 * 4];
        for (var y = 0; y < 80; y++)
            for (var x = 0; x < 100; x++)
            {
                var isGarment = x is >= 20 and < 60 && y is >= 10 and < 70;
                var (r, g, b, a) = isGarment ? (garment.R, garment.G, garment.B, (byte)255) : background;
                var more = isGarment ? 0 : light?.Invoke(x, y) ?? 0;
                byte[] pixel = [(byte)(r + more), (byte)(g + more), (byte)(b + more), a];
                pixel.CopyTo(rgba, 4 * (y * 100 + x));
            }
        return new(100, 80, rgba);
    }

    /// <summary>40 x 60 becomes 19 x 28 with 5 columns of black to the left and 4 to the right.</summary>
    private static void AssertFillsTheMiddle(GarmentPhoto prepared)
    {
        for (var y = 0; y < 28; y++)
            for (var x = 0; x < 28; x++)
                Assert.True(prepared.Pixels[y * 28 + x] == (x is >= 5 and < 24 ? 255 : 0), $"{prepared.Pixels[y * 28 + x]} at {x}, {y}");
    }

    [Theory]
    [InlineData(255, 255, 255, 255)]
    [InlineData(0, 0, 0, 255)]
    [InlineData(40, 160, 90, 255)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(255, 255, 255, 0)]
    public void The_background_becomes_black_whatever_it_was(byte r, byte g, byte b, byte a) =>
        AssertFillsTheMiddle(GarmentPhoto.Prepare(Rectangle((r, g, b, a), (150, 60, 70))));

    [Fact]
    public void How_much_is_garment_and_how_even_the_background_is_are_known()
    {
        var even = GarmentPhoto.Prepare(Rectangle((40, 160, 90, 255), (150, 60, 70)));
        var striped = GarmentPhoto.Prepare(Rectangle((120, 120, 120, 255), (250, 60, 70), light: (x, _) => x % 2 * 4));

        Assert.Equal(40 * 60 / (100.0 * 80), even.Filled, 1e-6);
        Assert.Equal(0, even.BackgroundSpread, 1e-3);
        Assert.InRange(striped.BackgroundSpread, 0.5, 2); // at most half of the stripes' difference, less as the plane leans to the outer ones
        Assert.Equal(0, GarmentPhoto.Prepare(Rectangle((0, 0, 0, 0), (150, 60, 70))).BackgroundSpread);
    }

    [Fact]
    public void A_background_that_light_falls_on_unevenly_becomes_black_too() =>
        AssertFillsTheMiddle(GarmentPhoto.Prepare(Rectangle((120, 120, 130, 255), (150, 60, 70), light: (x, y) => x / 2 + y / 4)));

    [Fact]
    public void Noise_of_the_background_becomes_black_and_specks_are_no_garment()
    {
        var random = new Random(3);
        var photo = Rectangle((200, 200, 200, 255), (20, 40, 120), light: (x, y) => x is >= 80 and < 84 && y is >= 40 and < 44 ? -150 : random.Next(-6, 7));
        AssertFillsTheMiddle(GarmentPhoto.Prepare(photo));
    }

    [Fact]
    public void Dark_cloth_becomes_bright_and_bright_cloth_dark()
    {
        // Black on the left, light grey on the right: on white and negated 255 and 55, whatever the background.
        foreach (var background in (byte[])[255, 120, 0])
        {
            var photo = Rectangle((background, background, (byte)(background / 2), 255), (0, 0, 0)).Rgba.ToArray();
            for (var y = 10; y < 70; y++)
                for (var x = 40; x < 60; x++)
                    photo.AsSpan(4 * (y * 100 + x), 3).Fill(200);
            // The bottom row is blue, so that a black garment differs from black, too.
            for (var x = 0; x < 400; x += 4)
                photo[79 * 400 + x + 2] = photo[x + 2] = (byte)(background / 2);
            var pixels = GarmentPhoto.Prepare(new(100, 80, photo)).Pixels;
            if (background > 0)
                Assert.Equal((255, 55), (pixels[14 * 28 + 8], pixels[14 * 28 + 20]));
            else
                Assert.Equal(255, pixels.Max());
        }
    }

    [Fact]
    public void A_hole_through_which_the_background_shows_becomes_black_and_a_spot_of_another_colour_does_not()
    {
        var photo = Rectangle((250, 250, 250, 255), (30, 30, 30)).Rgba.ToArray();
        Paint(photo, 30, 20, 20, 10, 250);
        Paint(photo, 30, 50, 20, 10, 200);
        var pixels = GarmentPhoto.Prepare(new(100, 80, photo)).Pixels;
        Assert.Equal(0, pixels[7 * 28 + 14]);
        Assert.InRange(pixels[20 * 28 + 14], 50, 75);

        static void Paint(byte[] rgba, int left, int top, int width, int height, byte grey)
        {
            for (var y = top; y < top + height; y++)
                for (var x = left; x < left + width; x++)
                    rgba.AsSpan(4 * (y * 100 + x), 3).Fill(grey);
        }
    }

    [Theory]
    [InlineData("on black, as it is")]
    [InlineData("on white, negated")]
    public void Images_of_the_dataset_come_back_nearly_as_they_are(string how)
    {
        var overlaps = Enumerable.Range(0, 200).Select(index =>
        {
            var image = RealData.Train.Image(index).ToArray();
            var rgba = image.Select(value => how[3] == 'b' ? value : (byte)(255 - value)).SelectMany(value => (byte[])[value, value, value, 255]).ToArray();
            var pixels = GarmentPhoto.Prepare(new(28, 28, rgba)).Pixels;
            return image.Zip(pixels).Sum(pair => (double)pair.First * pair.Second) /
                Math.Sqrt(image.Sum(value => (double)value * value) * pixels.Sum(value => (double)value * value));
        }).ToArray();
        // The few others are smaller than their frame, which is cropped.
        Assert.InRange(overlaps.Count(overlap => overlap > 0.9), 190, 200);
    }

    [Fact]
    public void Every_step_can_be_shown_and_the_last_one_is_what_a_network_sees()
    {
        var prepared = GarmentPhoto.Prepare(Rectangle((255, 255, 255, 255), (150, 60, 70)));
        Assert.Equal(["Photo", "Garment", "Grey, negated", "Cropped", "28 x 28", "Stretched", "Sharpened"], prepared.Steps.Select(step => step.Name));
        foreach (var step in prepared.Steps)
        {
            var png = new PngReader(step.ToPng());
            Assert.Equal((step.Width, step.Height), (png.Width, png.Height));
            Assert.Equal(step.Pixels.ToArray(), png.Pixels);
        }
        Assert.Equal((40, 60), (prepared.Steps[3].Width, prepared.Steps[3].Height));
        Assert.Equal(prepared.Pixels, prepared.Steps[^1].Pixels.ToArray());
    }

    [Fact]
    public void Edges_are_made_as_steep_as_the_training_images()
    {
        static double Median(byte[][] images) => images.Select(image => Sharpness.EdgeSteepness(image, 28)).Order().ElementAt(images.Length / 2);
        var training = Median([.. Enumerable.Range(0, 3000).Select(i => RealData.Train.Image(i).ToArray())]);
        Assert.Equal(training, Median([.. SamplePhotos.All().Where(sample => !sample.IsHeldOut).Select(sample => sample.Prepare().Pixels)]), 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)] // larger than what garments are found at, and brought to that by areas whose shares don't sum to exactly 1
    public void What_is_in_the_form_of_the_dataset_is_not_sharpened_again(int enlarged)
    {
        var (image, side) = (RealData.Train.Image(0).ToArray(), 28 * enlarged);
        var rgba = Enumerable.Range(0, side * side).Select(i => image[i / side / enlarged * 28 + i % side / enlarged]).SelectMany(value => (byte[])[value, value, value, 255]).ToArray();
        Assert.Equal(["Photo", "Garment", "Grey", "Cropped", "28 x 28", "Stretched"], GarmentPhoto.Prepare(new(side, side, rgba)).Steps.Select(step => step.Name));
    }

    [Fact]
    public void A_large_photo_is_prepared_at_a_small_size()
    {
        var step = GarmentPhoto.Prepare(new(1000, 500, [.. Enumerable.Range(0, 500_000).SelectMany(i => (byte[])[(byte)(i % 1000 is >= 400 and < 600 ? 0 : 255), 255, 255, 255])])).Steps[0];
        Assert.Equal((280, 140), (step.Width, step.Height));
    }

    [Theory]
    [InlineData(255)]
    [InlineData(0)]
    public void A_picture_of_one_colour_shows_no_garment(byte opacity)
    {
        var flat = new Photo(40, 30, [.. Enumerable.Range(0, 4800).Select(i => i % 4 == 3 ? opacity : (byte)77)]);
        Assert.Equal(PhotoProblem.NoGarment, Assert.Throws<PhotoException>(() => GarmentPhoto.Prepare(flat)).Problem);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 500)]
    [InlineData(5000, 2)]
    [InlineData(3, 3)]
    public void Photos_of_any_shape_are_prepared_or_refused(int width, int height)
    {
        var rgba = new byte[4 * width * height];
        new Random(1).NextBytes(rgba);
        try
        {
            Assert.Equal(784, GarmentPhoto.Prepare(new(width, height, rgba)).Pixels.Length);
        }
        catch (PhotoException problem)
        {
            Assert.Equal(PhotoProblem.NoGarment, problem.Problem);
        }
    }
}
