namespace FashionNotebooks.Tests.Preprocessing;

public class OutputSizeTests
{
    [Theory]
    [InlineData(28, 3, 0, 1, 26)] // the first convolution of the mahesh network
    [InlineData(26, 2, 0, 2, 13)] // its first pooling
    [InlineData(11, 2, 0, 2, 5)] // its second, which leaves a row and a column over
    [InlineData(28, 3, 1, 1, 28)] // padded to keep the size
    [InlineData(28, 5, 2, 2, 14)]
    [InlineData(224, 7, 3, 2, 112)] // ResNet's first layer
    [InlineData(3, 3, 0, 1, 1)]
    [InlineData(1, 3, 1, 5, 1)]
    public void The_output_size_is_W_minus_F_plus_2P_over_S_plus_1(int width, int kernel, int padding, int stride, int expected)
        => Assert.Equal(expected, OutputSize.Of(width, kernel, padding, stride));

    [Theory]
    [InlineData(0, 3, 0, 1, "width")]
    [InlineData(28, 0, 0, 1, "kernel")]
    [InlineData(28, 3, -1, 1, "padding")]
    [InlineData(28, 3, 0, 0, "stride")]
    [InlineData(2, 5, 1, 1, "kernel")]
    [InlineData(1, int.MaxValue, 0, 1, "kernel")]
    [InlineData(28, 3, int.MaxValue, 1, "padding")]
    public void Sizes_that_can_not_be_are_refused_by_name(int width, int kernel, int padding, int stride, string argument)
        => Assert.Equal(argument, Assert.Throws<ArgumentOutOfRangeException>(() => OutputSize.Of(width, kernel, padding, stride)).ParamName);
}
