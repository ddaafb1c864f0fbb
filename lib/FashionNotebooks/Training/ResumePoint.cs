using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim;

namespace FashionNotebooks;

/// <summary>
/// Everything between two epochs that the rest of a run depends on, in one file that is replaced whole: epochs so far,
/// weights, optimizer, random draws. The order of samples and the schedules follow from the seed and the epoch.
/// </summary>
/// <param name="Run">What the run is: a point of one run is no use to another.</param>
/// <param name="Epochs">The epochs finished.</param>
/// <param name="BestEpoch">The epoch whose weights best.dat holds, 0 for none.</param>
internal sealed record ResumePoint(RunIdentity Run, IReadOnlyList<EpochResult> Epochs, int BestEpoch)
{
    private const string Magic = "FashionNotebooks resume point 1";

    private byte[] state = [];

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Save(string path, Module model, Optimizer optimizer) => AtomicFile.Write(path, stream =>
    {
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(JsonSerializer.Serialize(this));
        using var draws = random.get_rng_state();
        writer.Write((int)draws.numel());
        writer.Write(draws.data<byte>().ToArray());
        model.save(writer);
        ((OptimizerHelper)optimizer).save_state_dict(writer);
    });

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is no resume point, or one of another run.</exception>
    public static ResumePoint Read(string path, RunIdentity run)
    {
        const string Remedy = "Delete it to train from the beginning, or name another folder.";
        using var reader = new BinaryReader(File.OpenRead(path));
        try
        {
            if (reader.ReadString() != Magic || JsonSerializer.Deserialize<ResumePoint>(reader.ReadString()) is not { } point)
                throw new InvalidDataException($"{path} is no resume point of this version. {Remedy}");
            if (point.Run != run)
                throw new InvalidDataException($"{path} is of another run: {point.Run}, but this one is {run}. {Remedy}");
            return point with { state = reader.ReadBytes((int)(reader.BaseStream.Length - reader.BaseStream.Position)) };
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or JsonException)
        {
            throw new InvalidDataException($"{path} is no resume point: {error.Message} {Remedy}", error);
        }
    }

    /// <summary>Brings model, optimizer and random draws to this point.</summary>
    public void Restore(Module model, Optimizer optimizer)
    {
        using var reader = new BinaryReader(new MemoryStream(state));
        using var draws = tensor(reader.ReadBytes(reader.ReadInt32()));
        model.load(reader);
        ((OptimizerHelper)optimizer).load_state_dict(reader);
        random.set_rng_state(draws);
    }
}

/// <summary>What must agree for one run to go on where another stopped.</summary>
internal sealed record RunIdentity(int Epochs, int BatchSize, int Seed, string Precision, int Samples, long Parameters)
{
    public static RunIdentity Of(TrainingOptions options, Module model, LabeledTensors train) => new(
        options.Epochs, options.BatchSize, options.Seed, options.Precision.ToString(), train.Count, model.parameters().Sum(weight => weight.numel()));
}
