namespace FashionNotebooks.Tests.Display;

public class PictureTests
{
    private static readonly Picture Small = new(new byte[] { 1, 2, 3 }, 4, 5, "three bytes");

    [Fact]
    public void Saving_writes_the_bytes_and_replaces_a_file_that_is_there()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("picture.png", "old");
        Small.Save(path);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal(["picture.png"], folder.Names);
    }

    [Fact]
    public void A_picture_that_cannot_be_saved_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        var taken = Directory.CreateDirectory(folder.File("picture.png")).FullName;
        Assert.ThrowsAny<Exception>(() => Small.Save(taken));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void As_text_it_says_what_it_shows() => Assert.Equal("[three bytes, 4x5]", Small.ToString());
}
