using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public class PreprocessTests
{
    private static readonly LabeledImages Two = new([0, 51, 102, 153, 204, 255], [7, 2], height: 1, width: 3);

    [Fact]
    public void Images_are_scaled_to_0_to_1_with_a_channel_axis()
    {
        using var images = Preprocess.Images(Two);
        Assert.Equal([2, 1, 1, 3], images.shape);
        Assert.Equal(ScalarType.Float32, images.dtype);
        Assert.Equal([0, 51 / 255f, 102 / 255f, 153 / 255f, 204 / 255f, 1], images.data<float>().ToArray());
    }

    [Fact]
    public void The_images_tensor_is_the_callers_own()
    {
        using var images = Preprocess.Images(Two);
        images.zero_();
        Assert.Equal(255, Two.Pixels.Span[5]);
    }

    [Fact]
    public void Intensities_are_the_datasets_bytes()
    {
        using var intensities = Preprocess.Intensities(Two);
        Assert.Equal([2, 1, 3], intensities.shape);
        Assert.Equal(ScalarType.Byte, intensities.dtype);
        Assert.Equal(Two.Pixels.ToArray(), intensities.data<byte>().ToArray());
    }

    [Fact]
    public void Labels_are_64_bit_class_indices()
    {
        using var labels = Preprocess.Labels(Two);
        Assert.Equal([2], labels.shape);
        Assert.Equal([7, 2], labels.data<long>().ToArray());
    }

    [Fact]
    public void Unscale_gives_every_intensity_back()
    {
        using var intensities = tensor(Enumerable.Range(0, 256).Select(n => (byte)n).ToArray(), [256]);
        using var scaled = Preprocess.Scale(intensities);
        Assert.Equal(Enumerable.Range(0, 256).Select(n => n / 255f), scaled.data<float>().ToArray());
        using var back = Preprocess.Unscale(scaled);
        Assert.Equal(ScalarType.Byte, back.dtype);
        Assert.Equal(intensities.data<byte>().ToArray(), back.data<byte>().ToArray());
    }

    [Fact]
    public void Unscale_brings_what_lies_outside_to_the_nearer_end()
    {
        using var values = tensor(new[] { -0.5f, 1.7f, 0.5f });
        using var intensities = Preprocess.Unscale(values);
        Assert.Equal([0, 255, 128], intensities.data<byte>().ToArray());
    }

    [Fact]
    public void Scale_leaves_what_goes_in_as_it_is()
    {
        using var values = tensor(new[] { 255f, 51f });
        using var scaled = Preprocess.Scale(values);
        Assert.Equal([255f, 51f], values.data<float>().ToArray());
    }

    [Fact]
    public void The_channel_axis_comes_second()
    {
        using var intensities = Preprocess.Intensities(Two);
        using var withChannel = Preprocess.AddChannel(intensities);
        Assert.Equal([2, 1, 1, 3], withChannel.shape);
        Assert.Contains("2 x 1 x 1 x 3", Assert.Throws<ArgumentException>(() => Preprocess.AddChannel(withChannel)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_hot_rows_have_a_one_in_the_column_of_the_class()
    {
        using var labels = tensor(new long[] { 2, 0, 1 });
        using var rows = Preprocess.OneHot(labels, classes: 3);
        Assert.Equal([3, 3], rows.shape);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 1, 0], rows.data<float>().ToArray());
    }

    [Fact]
    public void One_hot_refuses_what_are_no_classes()
    {
        using var scope = NewDisposeScope();
        foreach (var label in (long[])[-1, 10])
            Assert.Contains("10 classes go from 0 to 9", Assert.Throws<ArgumentException>(() => Preprocess.OneHot(tensor((long[])[3, label]))).Message);
        Assert.Contains("fractions", Assert.Throws<ArgumentException>(() => Preprocess.OneHot(tensor((float[])[1.5f, 2]))).Message);
        Assert.Throws<ArgumentException>(() => Preprocess.OneHot(zeros(2, 2)));
    }

    [Fact]
    public void No_images_make_an_empty_tensor()
    {
        var none = new LabeledImages([], []);
        using var images = Preprocess.Images(none);
        using var labels = Preprocess.Labels(none);
        using var rows = Preprocess.OneHot(labels);
        Assert.Equal([0, 1, 28, 28], images.shape);
        Assert.Equal([0, 10], rows.shape);
    }

    [Fact]
    public void Only_the_result_is_left_alive()
    {
        using var scope = NewDisposeScope();
        var images = Preprocess.Images(Two);
        var labels = Preprocess.Labels(Two);
        var rows = Preprocess.OneHot(labels);
        var unscaled = Preprocess.Unscale(images);
        var standardized = new Standardizer(0.3, 0.4).Apply(images);
        Assert.Equal(5, scope.DisposablesCount);
    }

    [Fact]
    public void The_whole_training_set_is_made_a_tensor_in_a_moment()
    {
        Preprocess.Images(Two).Dispose();
        var train = RealData.Train;
        var clock = Stopwatch.StartNew();
        Preprocess.Images(train).Dispose();
        // About 0.2 s alone, more beside other tests; a tensor made for every sample would take many seconds.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 3);
    }
}
