namespace FashionNotebooks.Tests.Imaging;

public class PhotoTests
{
    public static TheoryData<string> Names => [.. RecordedPhotos.Expected.Select(photo => photo.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Every_format_shows_what_another_decoder_sees(string name)
    {
        var (_, width, height, expected) = RecordedPhotos.Expected.Single(photo => photo.Name == name);
        var photo = Photo.Load(RecordedPhotos.PathOf(name));
        Assert.Equal((width, height), (photo.Width, photo.Height));
        var actual = photo.Rgba.ToArray();
        for (var i = 0; i < expected.Length; i++)
            // Opacity has 128 levels; the colour of what is transparent is nobody's business.
            if (i % 4 == 3 || expected[i | 3] > 0)
                Assert.True(Math.Abs(expected[i] - actual[i]) <= 1, $"Byte {i} of {name} is {actual[i]}, not {expected[i]}.");
    }

    [Fact]
    public void A_photo_comes_back_from_its_png()
    {
        var photo = Photo.Load(RecordedPhotos.PathOf("lossless.webp"));
        Assert.Equal(photo.Rgba.ToArray(), new PngReader(photo.ToPng()).Pixels);
    }

    [Theory]
    [InlineData("", PhotoProblem.Empty)]
    [InlineData("this is not a picture", PhotoProblem.UnknownFormat)]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", PhotoProblem.OtherFormat)]
    [InlineData("RIFF\u0004\0\0\0WAVE", PhotoProblem.UnknownFormat)]
    [InlineData("RIFF\u0004\0\0\0WEBP", PhotoProblem.Truncated)]
    [InlineData("GIF89a", PhotoProblem.Truncated)]
    [InlineData("GIF89a\u0001\0\u0001\0\0\0\0;", PhotoProblem.Damaged)]
    [InlineData("BM", PhotoProblem.Truncated)]
    public void What_is_no_picture_is_refused_by_its_kind(string content, PhotoProblem problem) =>
        Assert.Equal(problem, Refusal(System.Text.Encoding.Latin1.GetBytes(content)).Problem);

    [Fact]
    public void An_animation_shows_its_first_picture()
    {
        foreach (var name in (string[])["animated.webp", "animated.gif"])
            Assert.Equal((12, 8), (Photo.Decode(RecordedPhotos.Bytes(name)).Width, Photo.Decode(RecordedPhotos.Bytes(name)).Height));
    }

    [Theory]
    [InlineData("colors.bmp", 18, new byte[] { 0x20, 0x4E, 0, 0, 0x20, 0x4E, 0, 0 })]
    [InlineData("opacity.png", 16, new byte[] { 0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20, 8, 6, 0, 0, 0, 0xE3, 0x70, 0x46, 0x39 })] // with zlib's 0xE3, 0x70, 0x46, 0x39-32
    [InlineData("orientation-1.jpg", -1, new byte[] { 0x4E, 0x20, 0x4E, 0x20 })]
    [InlineData("still.gif", 6, new byte[] { 0x20, 0x4E, 0x20, 0x4E })]
    public void A_picture_that_claims_20000_by_20000_pixels_is_refused_before_it_is_decoded(string name, int at, byte[] sizes)
    {
        var bomb = RecordedPhotos.Bytes(name);
        sizes.CopyTo(bomb, at >= 0 ? at : bomb.AsSpan().IndexOf((byte[])[0xFF, 0xC0]) + 5);
        Assert.Equal(PhotoProblem.TooManyPixels, Refusal(bomb).Problem);
    }

    [Theory]
    [InlineData("orientation-1.jpg")]
    [InlineData("opacity.png")]
    [InlineData("lossy.webp")]
    [InlineData("lossless.webp")]
    [InlineData("still.gif")]
    [InlineData("colors.bmp")]
    public void The_limits_are_inclusive(string name)
    {
        var file = RecordedPhotos.Bytes(name);
        Photo.Decode(file, new() { MaxBytes = file.Length, MaxPixels = 96 });
        Assert.Equal(PhotoProblem.TooManyBytes, Refusal(file, new() { MaxBytes = file.Length - 1 }).Problem);
        Assert.Equal(PhotoProblem.TooManyPixels, Refusal(file, new() { MaxPixels = 95 }).Problem);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PhotoLimits { MaxPixels = 0 });
    }

    [Fact]
    public void A_file_that_ends_anywhere_before_its_end_is_refused_or_lacks_nothing()
    {
        foreach (var (name, _, _, rgba) in RecordedPhotos.Expected)
        {
            var file = RecordedPhotos.Bytes(name);
            for (var length = 1; length < file.Length; length++)
                try
                {
                    var photo = Photo.Decode(file.AsSpan(0, length));
                    Assert.True(Math.Abs(photo.Rgba.Span[^4] - rgba[^4]) <= 1 || rgba[^1] == 0, $"{name} of {length} bytes instead of {file.Length} shows something else.");
                }
                catch (PhotoException problem)
                {
                    Assert.True(problem.Problem is PhotoProblem.Truncated or PhotoProblem.Damaged or PhotoProblem.UnknownFormat, $"{name}, {length} bytes: {problem.Problem}");
                }
        }
    }

    [Fact]
    public void A_jpeg_of_a_thousand_passes_is_refused()
    {
        var file = RecordedPhotos.Bytes("progressive.jpg");
        var scan = file.AsSpan().LastIndexOf((byte[])[0xFF, 0xDA]);
        byte[] bomb = [.. file[..scan], .. Enumerable.Repeat(file[scan..^2], 1000).SelectMany(bytes => bytes), .. file[^2..]];
        Assert.Contains("more than 100 passes", Refusal(bomb).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_decode_side_by_side()
    {
        var expected = RecordedPhotos.Expected.ToDictionary(photo => photo.Name, photo => Photo.Load(RecordedPhotos.PathOf(photo.Name)).Rgba.ToArray());
        Parallel.For(0, 300, i =>
        {
            var name = RecordedPhotos.Expected[i % RecordedPhotos.Expected.Count].Name;
            Assert.Equal(expected[name], Photo.Load(RecordedPhotos.PathOf(name)).Rgba.ToArray());
        });
    }

    [Fact]
    public void Memory_stays_as_it_is_over_many_files_good_and_bad()
    {
        var good = new Photo(1000, 1000, new byte[1000 * 1000 * 4]).ToPng();
        var bad = (byte[])good.Clone();
        bad[^40] ^= 0xFF; // near the end of the pixels, when all room for them is taken
        Decode(5);
        var before = Memory();
        Decode(30);
        // 60 pictures of a million pixels, 4 MB each, are 240 MB where they are not freed; either half is 120 MB.
        Assert.InRange(Memory() - before, long.MinValue, 80_000_000);

        void Decode(int times)
        {
            for (var i = 0; i < times; i++)
            {
                Photo.Decode(good);
                Assert.Equal(PhotoProblem.Damaged, Refusal(bad).Problem);
            }
        }

        // What is not .NET's own.
        static long Memory()
        {
            GC.Collect();
            return Environment.WorkingSet - GC.GetGCMemoryInfo().TotalCommittedBytes;
        }
    }

    [Fact]
    public void What_a_png_holds_beside_its_picture_is_not_looked_at()
    {
        var file = RecordedPhotos.Bytes("opacity.png");
        byte[] profile = [0, 0, 0, 4, .. "iCCP"u8, 1, 2, 3, 4, 0, 0, 0, 0];
        Assert.Equal(Photo.Decode(file).Rgba.ToArray(), Photo.Decode([.. file[..33], .. profile, .. profile, .. file[33..]]).Rgba.ToArray());
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("notes.jpg", "not a picture");
        var error = Assert.Throws<PhotoException>(() => Photo.Load(path));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Equal(PhotoProblem.UnknownFormat, error.Problem);
        Assert.Throws<FileNotFoundException>(() => Photo.Load(folder.File("missing.png")));
    }

    [Fact]
    public void A_photo_needs_as_many_bytes_as_its_pixels()
    {
        Assert.Throws<ArgumentException>(() => new Photo(2, 2, new byte[12]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Photo(0, 2, []));
    }

    private static PhotoException Refusal(byte[] file, PhotoLimits? limits = null) => Assert.Throws<PhotoException>(() => Photo.Decode(file, limits));

    [Theory]
    [InlineData(0, 3, "abcdef")]
    [InlineData(90, 2, "daebfc")]
    [InlineData(180, 3, "fedcba")]
    [InlineData(-90, 2, "cfbead")]
    [InlineData(450, 2, "daebfc")]
    public void Quarter_turns_go_clockwise_and_move_every_pixel_whole(double degrees, int width, string letters)
    {
        var turned = new Photo(3, 2, [.. "abcdef".SelectMany(Pixel)]).Rotate(degrees);
        Assert.Equal((width, 6 / width), (turned.Width, turned.Height));
        Assert.Equal([.. letters.SelectMany(Pixel)], turned.Rgba.ToArray());

        static byte[] Pixel(char letter) => [(byte)letter, 200, (byte)(letter + 100), 255];
    }

    [Fact]
    public void Other_turns_keep_the_colour_open_transparent_corners_and_lose_nothing()
    {
        var turned = new Photo(40, 20, [.. Enumerable.Range(0, 800).SelectMany(_ => (byte[])[10, 120, 230, 255])]).Rotate(30);
        // 40 cos 30 + 20 sin 30 and 20 cos 30 + 40 sin 30, rounded up.
        Assert.Equal((45, 38), (turned.Width, turned.Height));
        var rgba = turned.Rgba.ToArray();
        Assert.Equal(0, rgba[3]);
        Assert.All(rgba.Chunk(4).Where(pixel => pixel[3] > 0), pixel => Assert.Equal([10, 120, 230], pixel[..3]));
        Assert.Equal(800, rgba.Chunk(4).Sum(pixel => pixel[3] / 255.0), 4.0);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_angle_is_a_number(double degrees) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Photo(1, 1, new byte[4]).Rotate(degrees));

    [Fact]
    public void Grey_is_luma_averaged_over_areas_with_white_behind_what_is_transparent()
    {
        // Red, green; blue, black; then black half transparent, and nothing.
        var photo = new Photo(2, 3, [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 255, 0, 0, 0, 128, 0, 0, 0, 0]);
        Assert.Equal([76, 150, 29, 0, 127, 255], photo.ToGrey(2, 3));
        Assert.Equal([113, 15, 191], photo.ToGrey(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => photo.ToGrey(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => photo.ToGrey(2, 0));
    }
}
