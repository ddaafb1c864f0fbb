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
    public void Without_a_GPU_or_told_so_training_is_on_the_CPU(string? value)
    {
        Assert.SkipWhen(cuda.is_available() && value != "cpu", "There is a CUDA device here.");
        Environment.SetEnvironmentVariable(Variable, value);
        Assert.Equal(DeviceType.CPU, new FashionNotebooks.TrainingOptions().Device.type);
        Assert.Contains("training on cpu", Engine.Start());
        Assert.Contains($"libtorch {__version__}", Engine.Start());
    }

    [Fact]
    public void A_GPU_that_is_asked_for_and_not_there_stops_a_notebook_in_its_first_cell()
    {
        Assert.SkipWhen(cuda.is_available(), "There is a CUDA device here.");
        Environment.SetEnvironmentVariable(Variable, "cuda");
        var error = Assert.Throws<ArgumentException>(() => Engine.Start());
        Assert.Contains("libtorch finds no CUDA GPU", error.Message);
        Assert.Throws<ArgumentException>(() => new FashionNotebooks.TrainingOptions());
    }

    [Fact]
    public void A_GPU_that_is_asked_for_and_there_is_taken()
    {
        Assert.SkipUnless(cuda.is_available(), "There is no CUDA device here.");
        Environment.SetEnvironmentVariable(Variable, "cuda");
        Assert.Contains("training on cuda", Engine.Start());
    }

    [Fact]
    public void Another_device_is_refused_by_name() =>
        Assert.Contains("'abacus'", Assert.Throws<ArgumentException>(() => Machine.DeviceNamed("abacus")).Message);
}
