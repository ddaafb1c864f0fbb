namespace FashionNotebooks.Tests.Data;

public sealed class IdxFileTests : FolderTests
{
    // Two images of 2 x 3, written out by hand.
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 2, 9, 0];

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
    public void A_plain_file_cut_short_is_named_wherever_the_cut()
    {
        for (var length = 1; length < Images.Length; length++)
            Says(folder.File("images"), "cut short", ReadFails(Images[..length]));
    }

    public static TheoryData<byte[], string> Mistakes => new()
    {
        { [.. Idx.Gzip(Images)[..^6], 0xFF, 0xFF, .. Idx.Gzip(Images)[^4..]], "gzip file is damaged" }, // in the check sum
        { Images[..^1], "2 x 2 x 3 need 12 bytes, but there are 11" },
        { [.. Images, 0], "more in it than the 12 bytes" },
        { [.. Enumerable.Range(0, 17).Select(n => (byte)n)], "begins with the bytes 00010203 where the bytes 00000803 belong" },
        { "404: Not Found (there is no such file)"u8.ToArray(), "begins with '404: Not Found" },
        { [0, 0, 13, 3, .. Images[4..]], "IDX type 13" },
        { Labels, "1 dimension(s), but images (count x height x width) have 3. Are the image and the label file mixed up?" },
        // Before memory is taken.
        { [0, 0, 8, 3, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 28, 0, 0, 0, 28, 1], "impossible sizes: 2147483647 x 28 x 28" },
        { [0, 0, 8, 3, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 28, 0, 0, 0, 28, 1], "impossible sizes: -1 x 28 x 28" },
        { [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 28, 1], "impossible sizes: 2 x 0 x 28" },
    };

    [Theory, MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void A_mistake_is_told(byte[] images, string problem) => Says(folder.File("images"), problem, ReadFails(images));

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
