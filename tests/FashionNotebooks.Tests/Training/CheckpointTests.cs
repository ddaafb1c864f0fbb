using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Training;

public sealed class CheckpointTests : FolderTests
{
    private string Weights => folder.File("weights.dat");

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
    public void A_checkpoint_that_claims_268_million_dimensions_is_refused_without_room_made_for_them()
    {
        using var model = Mahesh.Network(seed: 0);
        Checkpoint.Save(model, Weights);
        using (var stream = File.OpenWrite(Weights))
        {
            // Behind the number of tensors, the first one's name with its length, and its number type, a byte each.
            stream.Position = 1 + 1 + "conv1.weight".Length + 1;
            stream.Write([0xff, 0xff, 0xff, 0x7f]);
        }
        var before = GC.GetTotalAllocatedBytes();

        Assert.Throws<InvalidDataException>(() => Checkpoint.Load(model, Weights));

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 20_000_000);
    }

    [Fact]
    public void Saving_leaves_nothing_but_the_file()
    {
        using var model = Mahesh.Network(seed: 0);

        Checkpoint.Save(model, folder.File("new/weights.dat"));

        Assert.Equal([folder.File("new/weights.dat")], Directory.GetFiles(folder.File("new")));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Save_conv_net__weights_are_saved_after_training_and_predict_the_same_in_a_fresh_network(ScalarType precision)
    {
        using var data = LabeledTensors.From(RealData.Train.Take(40));
        using var trained = Baseline.Network(seed: 1);
        Trainer.Fit(trained, data, data, new() { Epochs = 1, CheckpointFolder = folder.Folder, Precision = precision, Progress = null });
        using var fresh = Baseline.Network(seed: 2);

        Checkpoint.Load(fresh, folder.File("last.dat"));

        fresh.eval();
        var inputs = data.Batch(arange(40)).Inputs;
        Assert.Equal(trained.call(inputs).data<float>().ToArray(), fresh.call(inputs).data<float>().ToArray());
    }

    [Fact]
    public void Weights_that_lie_in_memory_in_another_order_are_written_and_read()
    {
        using var scope = NewDisposeScope();
        Sequential Strided()
        {
            var model = Sequential(Conv2d(3, 4, 3), BatchNorm2d(4), Flatten(), Linear(16, 2));
            using var noGrad = no_grad();
            ((TorchSharp.Modules.Conv2d)model[0]).weight.set_(rand(4, 3, 3, 3).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));
            ((TorchSharp.Modules.Linear)model[3]).weight.set_(rand(16, 2).t());
            model.eval();
            return model;
        }
        var (saved, loaded, images) = (Strided(), Strided(), rand(2, 3, 4, 4));
        var expected = saved.call(images).detach().clone();

        Checkpoint.Save(saved, Weights);
        Checkpoint.Load(loaded, Weights);

        Assert.True(saved.call(images).allclose(expected, rtol: 1e-5, atol: 1e-6));
        Assert.True(loaded.call(images).allclose(expected, rtol: 1e-5, atol: 1e-6));
        Assert.True(saved.parameters().All(weight => weight.requires_grad));
    }
}
