using FashionNotebooks.Tests.Data;

namespace FashionNotebooks.Tests.Imaging;

public sealed class PhotoFolderTests : FolderTests
{
    private string Message() => Assert.Throws<ArgumentException>(() => PhotoFolder.Read(folder.Folder)).Message;

    [Fact]
    public void A_file_names_the_photos_and_their_classes()
    {
        foreach (var name in (string[])["a.jpg", "b, c.jpg", "d.jpg", "e.jpg"])
            folder.File(name, "x");
        folder.File("labels.csv", "file,class\r\na.jpg,T-shirt/top\r\n\"b, c.jpg\",ankle BOOT\r\n\r\nd.jpg,shoe\r\ne.jpg,\r\n");

        var photos = PhotoFolder.Read(folder.Folder);

        Assert.Equal([("a.jpg", "T-shirt/top", 0), ("b, c.jpg", "Ankle boot", 9), ("d.jpg", "shoe", null), ("e.jpg", "none", (int?)null)],
            photos.Select(photo => (photo.Name, photo.Class, photo.Label)));
        Assert.Equal(folder.File("a.jpg"), photos[0].Path);
    }

    [Fact]
    public void Without_the_file_a_folder_s_name_is_the_class_of_what_lies_in_it()
    {
        foreach (var name in (string[])["T-shirt", "trouser", "none"])
            Directory.CreateDirectory(folder.File(name));
        folder.File("trouser/b.png", "x");
        folder.File("trouser/a.png", "x");
        folder.File("T-shirt/c.png", "x");
        folder.File("none/hat.png", "x");

        Assert.Equal([("T-shirt/top", "c.png"), ("none", "hat.png"), ("Trouser", "a.png"), ("Trouser", "b.png")],
            PhotoFolder.Read(folder.Folder).Select(photo => (photo.Class, Path.GetFileName(photo.Name))));
    }

    [Theory]
    [InlineData("class,file\n", "labels.csv, line 1: the header 'file,class' is missing")]
    [InlineData("", "labels.csv, line 1: the header 'file,class' is missing")]
    [InlineData("file,class\na.jpg\n", "labels.csv, line 2: 'a.jpg' lacks a comma")]
    [InlineData("file,class\nb.jpg,Coat\n", "labels.csv, line 2: there is no file")]
    [InlineData("file,class\na.jpg,Coat\na.jpg,Hat\n", "labels.csv, line 3: there is no class 'Hat'; the classes are T-shirt/top, Trouser")]
    [InlineData("file,class\n", "holds no photos")]
    public void A_file_that_is_wrong_is_named_with_its_line(string labels, string message)
    {
        folder.File("a.jpg", "x");
        folder.File("labels.csv", labels);

        Assert.Contains(message, Message());
    }

    [Fact]
    public void A_folder_of_another_kind_is_refused_with_what_to_do()
    {
        Assert.Contains("neither a file labels.csv nor a folder for a class", Message());
        Directory.CreateDirectory(folder.File("hats"));
        folder.File("hats/a.png", "x");
        Assert.Contains("hats: there is no class 'hats'", Message());
        Assert.Contains("is not a folder", Assert.Throws<ArgumentException>(() => PhotoFolder.Read(folder.File("hats/a.png"))).Message);
    }
}
