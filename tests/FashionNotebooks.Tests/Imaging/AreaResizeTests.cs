namespace FashionNotebooks.Tests.Imaging;

public class AreaResizeTests
{
    [Fact]
    public void A_pixel_becomes_the_mean_of_the_area_it_covers() =>
        // Worked by hand: of three columns, each new one covers one and a half.
        AssertClose([(1 + 2 / 2f) / 1.5f, (2 / 2f + 6) / 1.5f], AreaResize.Resize([1, 2, 6], 3, 1, 2, 1));

    [Fact]
    public void Rows_and_columns_are_averaged() =>
        AssertClose([2.5f, 4.5f], AreaResize.Resize([1, 2, 3, 4, 3, 4, 5, 6], 4, 2, 2, 1));

    [Fact]
    public void The_mean_brightness_stays_at_any_size()
    {
        var image = Enumerable.Range(0, 37 * 53).Select(i => (float)(i * 7919 % 256)).ToArray();
        foreach (var (width, height) in ((int, int)[])[(28, 28), (5, 11), (37, 53), (60, 80)])
            Assert.Equal(image.Average(), AreaResize.Resize(image, 37, 53, width, height).Average(), 1e-2f);
    }

    [Fact]
    public void An_image_of_the_same_size_stays_as_it_is_and_one_that_grows_repeats_its_pixels()
    {
        AssertClose([1, 2, 3, 4], AreaResize.Resize([1, 2, 3, 4], 2, 2, 2, 2));
        AssertClose([1, 1, 5, 5], AreaResize.Resize([1, 5], 2, 1, 4, 1));
        AssertClose([1, 3, 5], AreaResize.Resize([1, 5], 2, 1, 3, 1));
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (a, b) in expected.Zip(actual))
            Assert.Equal(a, b, 1e-4f);
    }
}
