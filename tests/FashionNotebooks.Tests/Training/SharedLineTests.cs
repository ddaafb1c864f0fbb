namespace FashionNotebooks.Tests.Training;

public sealed class SharedLineTests
{
    [Fact]
    public void Whatever_is_written_replaces_the_line_until_it_is_finished()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var line = new SharedLine(output, "net");

        line.Write("\repoch 1/2  loss 2.1");
        line.WriteLine();
        line.WriteLine("done");
        line.Finish("92 %");

        Assert.Equal($"\rnet  epoch 1/2  loss 2.1\rnet  {"done".PadRight(19)}\rnet  92 %\n", output.ToString());
    }
}
