using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace FashionNotebooks.Tests.Data;

/// <summary>Damaged files of every format that is read: the right content, or the documented exception.</summary>
public sealed class ReaderPropertyTests : FolderTests
{
    // Three images of 4 x 5 with the labels 2, 1 and 8.
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, .. Enumerable.Range(0, 60).Select(n => (byte)(n * 37))];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 3, 2, 1, 8];

    [Fact]
    public void Damaged_IDX_images_are_read_as_their_bytes_say_or_refused() =>
        Mutations.Hold<LabeledImages, InvalidDataException>(Images, folder.File("images"), path => IdxFile.Read(path, folder.File("labels", Labels)), (bytes, read) =>
        {
            Assert.Equal(bytes[16..], read.Pixels.ToArray());
            Assert.Equal([3, read.Height, read.Width], Enumerable.Range(1, 3).Select(n => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 * n))));
        });

    [Fact]
    public void Damaged_IDX_labels_are_read_as_their_bytes_say_or_refused() =>
        Mutations.Hold<LabeledImages, InvalidDataException>(Labels, folder.File("labels"), path => IdxFile.Read(folder.File("images", Images), path), (bytes, read) =>
            Assert.Equal(bytes[8..], read.Labels.ToArray()));

    [Fact]
    public void Damaged_gzipped_IDX_is_read_whole_or_refused() =>
        Mutations.Hold<LabeledImages, InvalidDataException>(
            [.. Idx.Gzip(Images[..40]), .. Idx.Gzip(Images[40..]), .. new byte[9]], folder.File("images.gz"), path => IdxFile.Read(path, folder.File("labels", Labels)), (_, read) =>
            {
                // Its check sum sees to the content; what it does not cover is the kind of gzip file it says to be.
                Assert.Equal((3, 4, 5), (read.Count, read.Height, read.Width));
                Assert.Equal(Images[16..], read.Pixels.ToArray());
            });

    [Fact]
    public void Damaged_CSV_is_read_as_its_text_says_or_refused() =>
        Mutations.Hold<LabeledImages, InvalidDataException>(Encoding.UTF8.GetBytes(Csv), folder.File("images.csv"), CsvFile.Read, SaysItsText);

    [Fact]
    public void Damaged_gzipped_CSV_is_read_whole_or_refused() =>
        Mutations.Hold<LabeledImages, InvalidDataException>(Idx.Gzip(Encoding.UTF8.GetBytes(Csv)), folder.File("images.csv"), CsvFile.Read, (_, read) =>
            SaysItsText(Encoding.UTF8.GetBytes(Csv), read));

    private static readonly string Csv = string.Concat(
        Enumerable.Range(0, 3).Select(row => string.Join(',', Enumerable.Range(0, 784).Select(n => (row * 100 + n * 7) % 256).Prepend(row * 4)) + '\n')
            .Prepend("label," + string.Join(',', Enumerable.Range(1, 784).Select(n => $"pixel{n}")) + '\n'));

    private static void SaysItsText(byte[] bytes, LabeledImages read)
    {
        var lines = Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')[1..];
        var numbers = lines.Select(line => line.Split(',').Select(field => int.Parse(field.Trim('"'), CultureInfo.InvariantCulture)).ToArray()).ToArray();
        Assert.Equal(numbers.Select(line => line[0]), read.Labels.ToArray().Select(label => (int)label));
        Assert.Equal(numbers.SelectMany(line => line[1..]), read.Pixels.ToArray().Select(pixel => (int)pixel));
    }
}
