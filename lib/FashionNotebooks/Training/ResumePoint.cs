using System.Security.Cryptography;
using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// Everything between two epochs that the rest of a run depends on, in one file that is replaced whole: epochs so far,
/// weights, optimizer, random draws. The order of samples and the schedule follow from the seed and the epoch. The file ends
/// in the SHA-256 of what is before, so that a damaged one is no run's.
/// </summary>
/// <param name="Run">What the run is: a point of one run is no use to another.</param>
/// <param name="Epochs">The epochs finished.</param>
internal sealed record ResumePoint(RunIdentity Run, IReadOnlyList<EpochResult> Epochs)
{
    private const string Magic = "FashionNotebooks resume point 2";
    private const string Remedy = "Delete it to train from the beginning, or name another folder.";

    private byte[] state = [];

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Save(string path, Module model, OptimizerHelper optimizer) => AtomicFile.Write(path, stream =>
    {
        using var sha = SHA256.Create();
        using (var hashed = new CryptoStream(stream, sha, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(hashed))
        {
            writer.Write(Magic);
            writer.Write(JsonSerializer.Serialize(this));
            using var draws = random.get_rng_state();
            writer.Write((int)draws.numel());
            writer.Write(draws.data<byte>().ToArray());
            model.save(writer);
            optimizer.save_state_dict(writer);
        }
        stream.Write(sha.Hash);
    });

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is no resume point, or one of another run.</exception>
    public static ResumePoint Read(string path, RunIdentity run)
    {
        var content = File.ReadAllBytes(path);
        using var reader = new BinaryReader(new MemoryStream(content));
        try
        {
            if (reader.ReadString() != Magic)
                throw new InvalidDataException($"{path} is no resume point of this version. {Remedy}");
            if (content.Length < SHA256.HashSizeInBytes || !SHA256.HashData(content.AsSpan(..^SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(content.AsSpan(^SHA256.HashSizeInBytes..)))
                throw new InvalidDataException($"{path} is cut short or damaged: its check sum is not that of its content. {Remedy}");
            var point = JsonSerializer.Deserialize<ResumePoint>(reader.ReadString())!;
            if (point.Run.DifferenceTo(run) is { Length: > 0 } difference)
                throw new InvalidDataException($"{path} is of another run ({difference}). {Remedy}");
            return point with { state = reader.ReadBytes(content.Length) };
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException($"{path} is no resume point: {error.Message} {Remedy}", error);
        }
    }

    /// <summary>Brings model, optimizer and random draws to this point, which is of their run.</summary>
    public void Restore(Module model, OptimizerHelper optimizer)
    {
        using var reader = new BinaryReader(new MemoryStream(state));
        using var draws = tensor(reader.ReadBytes(reader.ReadInt32()));
        model.load(reader);
        optimizer.load_state_dict(reader);
        random.set_rng_state(draws);
    }
}
