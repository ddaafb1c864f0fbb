using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests;

public sealed class MachineTests : IDisposable
{
    private const string Variable = "FASHION_DEVICE";
    private readonly string? before = Environment.GetEnvironmentVariable(Variable);

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, before);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cpu")]
    public void Without_a_word_training_is_on_the_CPU(string? value)
    {
        Environment.SetEnvironmentVariable(Variable, value);
        Assert.Equal(DeviceType.CPU, new FashionNotebooks.Training.TrainingOptions().Device.type);
        Assert.Contains("training on cpu", Machine.Prepare());
        Assert.Contains(Machine.Feed, Machine.Prepare());
        Assert.Contains($"libtorch {__version__}", Machine.Prepare());
    }

    [Fact]
    public void A_GPU_that_is_asked_for_and_not_there_stops_a_notebook_in_its_first_cell()
    {
        Assert.SkipWhen(cuda.is_available(), "There is a CUDA device here.");
        Environment.SetEnvironmentVariable(Variable, "cuda");
        var error = Assert.Throws<ArgumentException>(Machine.Prepare);
        Assert.Contains("libtorch finds no CUDA GPU", error.Message);
        Assert.Throws<ArgumentException>(() => new FashionNotebooks.Training.TrainingOptions());
    }

    [Fact]
    public void A_GPU_that_is_asked_for_and_there_is_taken()
    {
        Assert.SkipUnless(cuda.is_available(), "There is no CUDA device here.");
        Environment.SetEnvironmentVariable(Variable, "cuda");
        Assert.Contains("training on cuda", Machine.Prepare());
    }

    [Fact]
    public void Another_device_is_refused_by_name() =>
        Assert.Contains("'abacus'", Assert.Throws<ArgumentException>(() => Machine.DeviceNamed("abacus")).Message);
}
