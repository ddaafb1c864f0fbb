namespace FashionNotebooks.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    // Two images of 2 x 3, written out by hand.
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 2, 9, 0];

    public void Dispose() => folder.Dispose();

    private InvalidDataException ReadFails(byte[] images, byte[]? labels = null) =>
        Assert.Throws<InvalidDataException>(() => IdxFile.Read(folder.File("images", images), folder.File("labels", labels ?? Labels)));

    private static void Says(string file, string problem, Exception e)
    {
        Assert.StartsWith(file, e.Message, StringComparison.Ordinal);
        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Plain_and_gzipped_files_are_told_by_content_and_read_alike(bool gzipped)
    {
        var read = IdxFile.Read(
            folder.File("images", gzipped ? Idx.Gzip(Images) : Images),
            folder.File("labels.gz", gzipped ? Idx.Gzip(Labels) : Labels));
        Assert.Equal((2, 2, 3), (read.Count, read.Height, read.Width));
        Assert.Equal([9, 0], read.Labels.ToArray());
        Assert.Equal([0, 1, 2, 3, 4, 5], read.Image(0).ToArray());
        Assert.Equal([250, 251, 252, 253, 254, 255], read.Image(1).ToArray());
    }

    [Fact]
    public void No_images_at_all_are_read() =>
        Assert.Equal(0, IdxFile.Read(folder.File("images", Idx.Of([], 0, 28, 28)), folder.File("labels", Idx.Of([], 0))).Count);

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_no_other()
    {
        var path = folder.File("images", Images);
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write([1, 2, 3]);
            throw new InvalidOperationException();
        }));
        Assert.Equal(Images, File.ReadAllBytes(path));
        Assert.Equal(["images"], folder.Names);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var e = Assert.Throws<FileNotFoundException>(() => IdxFile.Read(folder.File("none"), folder.File("labels", Labels)));
        Says(folder.File("none"), "no such file", e);
    }

    [Fact]
    public void A_gzip_file_cut_short_is_named_wherever_the_cut()
    {
        var packed = Idx.Gzip(Images);
        for (var length = 2; length < packed.Length; length++)
            Says(folder.File("images"), "cut short", ReadFails(packed[..length]));
    }

    [Fact]
    public void A_damaged_gzip_file_is_named()
    {
        var packed = Idx.Gzip(Images);
        packed[^6] ^= 1; // in the check sum
        Says(folder.File("images"), "gzip file is damaged", ReadFails(packed));
    }

    [Fact]
    public void A_plain_file_cut_short_is_named_wherever_the_cut()
    {
        for (var length = 1; length < Images.Length; length++)
            Says(folder.File("images"), "cut short", ReadFails(Images[..length]));
    }

    [Fact]
    public void Too_few_bytes_are_counted()
        => Says(folder.File("images"), "2 x 2 x 3 need 12 bytes, but there are 11", ReadFails(Images[..^1]));

    [Fact]
    public void Bytes_after_the_last_image_are_refused()
        => Says(folder.File("images"), "more in it than the 12 bytes", ReadFails([.. Images, 0]));

    [Fact]
    public void A_wrong_magic_number_is_shown_beside_the_right_one()
    {
        Says(folder.File("images"), "begins with the bytes 00010203 where the bytes 00000803 belong", ReadFails([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]));
        Says(folder.File("images"), "begins with '404: Not Found", ReadFails("404: Not Found (there is no such file)"u8.ToArray()));
    }

    [Fact]
    public void Values_that_are_not_bytes_are_refused()
        => Says(folder.File("images"), "IDX type 13", ReadFails([0, 0, 13, 3, .. Images[4..]]));

    [Fact]
    public void Images_and_labels_mixed_up_are_told()
        => Says(folder.File("images"), "1 dimension(s), but images (count x height x width) have 3. Are the image and the label file mixed up?", ReadFails(Labels, Images));

    [Theory]
    [InlineData(0x7FFFFFFF, 28, 28)]
    [InlineData(-1, 28, 28)]
    [InlineData(2, 0, 28)]
    public void Impossible_sizes_are_refused_before_memory_is_taken(int count, int height, int width)
    {
        byte[] BigEndian(int n) => [(byte)(n >> 24), (byte)(n >> 16), (byte)(n >> 8), (byte)n];
        var e = ReadFails([0, 0, 8, 3, .. BigEndian(count), .. BigEndian(height), .. BigEndian(width), 1, 2, 3]);
        Says(folder.File("images"), $"impossible sizes: {count} x {height} x {width}", e);
    }

    [Fact]
    public void Counts_that_differ_name_both_files()
    {
        var e = ReadFails(Images, [0, 0, 8, 1, 0, 0, 0, 3, 9, 0, 1]);
        Says(folder.File("images"), "holds 2 images", e);
        Assert.Contains($"{folder.File("labels")} holds 3 labels", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_of_10_is_named_with_its_index()
        => Says(folder.File("labels"), "the label at index 1 is 10, but classes go from 0 to 9", ReadFails(Images, [0, 0, 8, 1, 0, 0, 0, 2, 9, 10]));
}
