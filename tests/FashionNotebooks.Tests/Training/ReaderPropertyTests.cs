using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Training;

/// <summary>Damaged files of weights and resume points: the right content, or the documented exception.</summary>
public sealed class ReaderPropertyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TorchSharp.Modules.Sequential network = SmallProblem.Network();

    public void Dispose()
    {
        folder.Dispose();
        network.Dispose();
    }

    [Fact]
    public void Damaged_weights_are_read_as_their_bytes_say_or_refused_and_the_network_stays()
    {
        var path = folder.File("weights.dat");
        Checkpoint.Save(network, path);
        var valid = File.ReadAllBytes(path);
        using var other = SmallProblem.Network(seed: 2);
        var own = Bytes(other);

        Mutations.Hold<byte[], InvalidDataException>(valid, path, from =>
        {
            using var loaded = SmallProblem.Network(seed: 2);
            try
            {
                Checkpoint.Load(loaded, from);
            }
            catch (InvalidDataException)
            {
                Assert.Equal(own, Bytes(loaded));
                throw;
            }
            return Bytes(loaded);
        }, Assert.Equal);
    }

    [Fact]
    public void A_damaged_resume_point_is_refused()
    {
        using var train = SmallProblem.Corners(20);
        var options = new TrainingOptions { Epochs = 1, CheckpointFolder = folder.Folder, Progress = null };
        var loss = Trainer.Fit(network, train, null, options).Epochs[0].TrainLoss;
        var weights = Bytes(network);
        var path = folder.File("resume.dat");

        Mutations.Hold<double, InvalidDataException>(File.ReadAllBytes(path), path, _ => Trainer.Fit(network, train, null, options with { Resume = true }).Epochs[0].TrainLoss, (_, read) =>
        {
            Assert.Equal(loss, read);
            Assert.Equal(weights, Bytes(network));
        });
    }

    private static byte[] Bytes(Module model)
    {
        using var stream = new MemoryStream();
        model.save(stream);
        return stream.ToArray();
    }
}
