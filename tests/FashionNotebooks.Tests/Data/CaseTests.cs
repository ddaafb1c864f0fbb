using System.IO.Compression;
using System.Text;

namespace FashionNotebooks.Tests.Data;

/// <summary>Files that people had where an IDX, CSV or weights file was meant, by the names of the folders they lie in.</summary>
public sealed class CaseTests : FolderTests
{
    private static string Case(string name, string file) => Path.Combine(AppContext.BaseDirectory, "Data", "Cases", name, file);

    private static string Csv(string separator = ",", string first = "label", string index = "") =>
        string.Join(separator, Enumerable.Range(1, 784).Select(n => $"pixel{n}").Prepend(first)) + "\n"
        + index + string.Join(separator, Enumerable.Range(0, 784).Select(n => $"{n % 256}").Prepend("3")) + "\n";

    private static void Says(string path, Action read, params string[] parts)
    {
        var error = Assert.Throws<InvalidDataException>(read);
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private void CsvSays(byte[] content, params string[] parts)
    {
        var path = folder.File("x.csv", content);
        Says(path, () => CsvFile.Read(path), parts);
    }

    private void IdxSays(byte[] content, params string[] parts)
    {
        var path = folder.File("train-images-idx3-ubyte.gz", content);
        Says(path, () => IdxFile.Read(path, folder.File("labels", Idx.Of([1], 1))), parts);
    }

    // gzip-multi-member

    [Theory]
    [InlineData("mm.gz")]
    [InlineData("pad.gz")]
    public void Gzip_of_several_members_or_with_zeros_after_it_is_read(string file)
    {
        var read = IdxFile.Read(Case("gzip-multi-member", file), folder.File("labels", Idx.Of([1, 2, 3], 3)));
        Assert.Equal((3, 28, 28), (read.Count, read.Height, read.Width));
        Assert.Equal(Enumerable.Range(0, 3 * 784).Select(n => (byte)(n * 7)), read.Pixels.ToArray());
    }

    [Fact]
    public void A_member_for_every_few_bytes_and_an_empty_one_at_the_end_are_read()
    {
        // gzip's own empty member; GZipStream writes nothing at all for nothing.
        byte[] empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var image = Idx.Of([.. Enumerable.Range(0, 784).Select(n => (byte)n)], 1, 28, 28);
        var read = IdxFile.Read(folder.File("i.gz", [.. image.Chunk(9).SelectMany(Idx.Gzip), .. empty]), folder.File("l.gz", [.. empty, .. Idx.Gzip(Idx.Of([4], 1)), .. new byte[512]]));
        Assert.Equal(image[16..], read.Pixels.ToArray());
        Assert.Equal(4, read.Label(0));
    }

    [Fact]
    public void A_second_member_that_is_cut_short_or_another_thing_is_refused()
    {
        byte[] first = Idx.Gzip(Idx.Of(new byte[784], 1, 28, 28)), second = Idx.Gzip([1, 2, 3]);
        IdxSays([.. first, .. second[..^1]], "more in it than the 784 bytes");
        IdxSays([.. first, .. second[..5]], "cut short");
        IdxSays([.. first, 1, 2, 3, .. second], "the gzip file is damaged");
    }

    // html-as-gz

    [Fact]
    public void A_web_page_under_the_data_files_name_is_called_one()
    {
        var path = Case("html-as-gz", "train-images-idx3-ubyte.gz");
        Says(path, () => IdxFile.Read(path, path), "this is a web page, not an IDX file", "Open it in a browser");
    }

    [Theory]
    [InlineData("\uFEFF\r\n  <HTML><head>", "a web page")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "a web page")]
    [InlineData("{\"message\": \"Not Found\"}", "JSON")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 26421880\n", "git lfs pull")]
    [InlineData("label,pixel1,pixel2", "a CSV file")]
    [InlineData("404: Not Found (no such file)", "begins with '404: Not Found")]
    [InlineData("", "an empty file")]
    public void Whatever_text_a_server_sent_instead_is_named(string text, string named)
    {
        IdxSays(Encoding.UTF8.GetBytes(text), named);
        if (!text.StartsWith("label", StringComparison.Ordinal))
            CsvSays(Encoding.UTF8.GetBytes(text), text.StartsWith("404", StringComparison.Ordinal) ? "the line begins '404" : named);
    }

    [Fact]
    public void A_web_page_that_was_gzipped_is_named_too() => IdxSays(Idx.Gzip("<!doctype html><html>"u8.ToArray()), "a web page inside a gzip file");

    [Theory]
    [InlineData("504B0304140000000800000000000000000000000000000000000A000000742E", "a ZIP archive", "Unpack it")]
    [InlineData("89504E470D0A1A0A0000000D49484452", "a PNG picture", "Name the file that was meant")]
    [InlineData("FFD8FFE000104A464946", "a JPEG picture", "Name the file that was meant")]
    [InlineData("934E554D50590100", "a NumPy array (.npy)", "as CSV")]
    [InlineData("80049520000000", "a Python pickle", "as CSV")]
    [InlineData("FD377A585A0000", "an xz file", "Unpack it")]
    [InlineData("425A6839314159", "a bzip2 file", "Unpack it")]
    [InlineData("894844460D0A1A0A", "an HDF5 file, as Keras writes", "as CSV")]
    [InlineData("00000000000000000000000000000000", "nothing but zeros", "Fetch it again")]
    public void Other_formats_are_named_with_what_to_do(string bytes, string named, string advice)
    {
        IdxSays(Convert.FromHexString(bytes), $"this is {named}", advice);
        CsvSays(Convert.FromHexString(bytes), $"this is {named}", advice);
    }

    [Fact]
    public void A_tar_archive_in_a_gzip_file_and_gzip_in_gzip_are_named()
    {
        var tar = new byte[1024];
        "train-images"u8.CopyTo(tar);
        "ustar"u8.CopyTo(tar.AsSpan(257));
        IdxSays(Idx.Gzip(tar), "a tar archive inside a gzip file", "Unpack it");
        IdxSays(Idx.Gzip(Idx.Gzip(Idx.Of(new byte[784], 1, 28, 28))), "a gzip file inside a gzip file");
    }

    [Fact]
    public void A_folder_is_called_a_folder() =>
        Assert.Contains("this is a folder", Assert.Throws<FileNotFoundException>(() => CsvFile.Read(folder.Folder)).Message, StringComparison.Ordinal);

    // pytorch-pth

    [Fact]
    public void A_PyTorch_file_given_as_weights_is_called_one()
    {
        using var model = Webapp.Network(1);
        var path = Case("pytorch-pth", "m.pth");
        Says(path, () => Checkpoint.Load(model, path), "this is a PyTorch file", "exportsd.py");
    }

    [Theory]
    [InlineData("80028A0A6CFC9C46F9206AA850192E", "a PyTorch file of before 2020")]
    [InlineData("48000000000000007B225F5F6D657461", "a safetensors file")]
    [InlineData("894844460D0A1A0A", "an HDF5 file")]
    [InlineData("3C21444F43545950452068746D6C3E", "a web page")]
    public void Weights_of_other_programs_are_named(string bytes, string named)
    {
        using var model = Webapp.Network(1);
        var path = folder.File("weights.pt", Convert.FromHexString(bytes));
        Says(path, () => Checkpoint.Load(model, path), $"this is {named}");
    }

    // csv-index-gz-utf16

    [Fact]
    public void A_gzipped_CSV_is_read()
    {
        var read = CsvFile.Read(Case("csv-index-gz-utf16", "csvgz.csv.gz"));
        Assert.Equal(3, read.Label(0));
        Assert.Equal(Enumerable.Range(0, 784).Select(n => (byte)n), read.Image(0).ToArray());
    }

    [Theory]
    [InlineData("index.csv", "the first column, '', is an index", "index=False")]
    [InlineData("semicolon.csv", "separated by ';'", "commas")]
    public void An_index_column_and_semicolons_are_told_from_a_missing_header(string file, string what, string remedy)
    {
        var path = Case("csv-index-gz-utf16", file);
        Says(path, () => CsvFile.Read(path), "line 1", what, remedy);
    }

    [Theory]
    [InlineData("Unnamed: 0,label", "the first column, 'Unnamed: 0', is an index")]
    [InlineData("\"\",\"label\"", "the first column, '', is an index")]
    [InlineData("7", "the header label,pixel1,...,pixel784 is missing; the line begins '7'")]
    public void Other_first_columns_are_told(string first, string what) => CsvSays(Encoding.UTF8.GetBytes(Csv(first: first, index: "0,")), what);

    [Theory]
    [InlineData("\t", "separated by '\\t'")]
    [InlineData("|", "separated by '|'")]
    public void Other_separators_are_told(string separator, string what) => CsvSays(Encoding.UTF8.GetBytes(Csv(separator)), what);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF_16_is_told_with_its_mark_and_without(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        CsvSays(encoding.GetBytes(Csv()), "text in UTF-16", "UTF-8");
        CsvSays([.. encoding.GetPreamble(), .. encoding.GetBytes(Csv())], "text in UTF-16", "UTF-8");
    }
}
