namespace FashionNotebooks.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private string Weights => Path.Combine(folder, "weights.dat");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_missing_checkpoint_is_named()
    {
        using var model = Mahesh.Network(seed: 0);

        var error = Assert.Throws<FileNotFoundException>(() => Checkpoint.Load(model, Weights));

        Assert.Contains(Weights, error.Message);
    }

    [Fact]
    public void A_checkpoint_of_another_architecture_is_refused_and_the_model_keeps_its_weights()
    {
        using var baseline = Baseline.Network(seed: 0);
        Checkpoint.Save(baseline, Weights);
        using var model = Mahesh.Network(seed: 0);
        using var before = model.parameters().First().clone();

        var error = Assert.Throws<InvalidDataException>(() => Checkpoint.Load(model, Weights));

        Assert.Contains(Weights, error.Message);
        Assert.Contains("architecture", error.Message);
        Assert.True(model.parameters().First().allclose(before, rtol: 0, atol: 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1_000)]
    [InlineData(300_000)]
    public void A_truncated_checkpoint_is_refused(int length)
    {
        using var model = Mahesh.Network(seed: 0);
        Checkpoint.Save(model, Weights);
        using (var stream = File.OpenWrite(Weights))
            stream.SetLength(length);

        var error = Assert.Throws<InvalidDataException>(() => Checkpoint.Load(model, Weights));

        Assert.Contains(Weights, error.Message);
        Assert.Contains("cut short", error.Message);
    }

    [Fact]
    public void Saving_leaves_nothing_but_the_file()
    {
        using var model = Mahesh.Network(seed: 0);

        Checkpoint.Save(model, Path.Combine(folder, "new", "weights.dat"));

        Assert.Equal(["weights.dat"], Directory.GetFiles(Path.Combine(folder, "new")).Select(path => Path.GetFileName(path)!));
    }
}
