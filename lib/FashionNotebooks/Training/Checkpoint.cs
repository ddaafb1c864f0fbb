using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>A model's weights and statistics in a file of TorchSharp's own format.</summary>
public static class Checkpoint
{
    /// <summary>Writes the model's state, whole or not at all; makes the folder where needed.</summary>
    public static void Save(Module model, string path) => AtomicFile.Write(path, stream =>
    {
        MakeContiguous(model);
        model.save(stream);
    });

    /// <summary>Gives the model the state in the file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is cut short, is no checkpoint, or belongs to another architecture; the model keeps its state.</exception>
    public static void Load(Module model, string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no checkpoint {path}. Train the model and save it first.", path);
        MakeContiguous(model);
        var file = File.ReadAllBytes(path);
        if (!IsLaidOutAs(model, file))
            throw new InvalidDataException(DataFile.KindOf(path) is { } kind
                ? $"{path}: this is {kind.What}, not a checkpoint. {kind.Advice}."
                : $"{path} does not fit this model: it is cut short, damaged or was saved from another architecture; make the model it was saved from, or train again.");
        using var reader = new BinaryReader(new MemoryStream(file));
        model.load(reader);
    }

    /// <summary>
    /// Whether a file is what saving the model writes, but for the numbers: as many tensors, each with its name, number type
    /// and sizes. TorchSharp believes what a file says of these, and makes room for it, gigabytes of a damaged one.
    /// </summary>
    private static bool IsLaidOutAs(Module model, byte[] file)
    {
        using var scope = NewDisposeScope();
        using var saved = new MemoryStream();
        model.save(saved);
        var (own, checkedTo) = (saved.ToArray(), 0);
        if (own.Length != file.Length)
            return false;
        using var reader = new BinaryReader(new MemoryStream(own));
        reader.Read7BitEncodedInt64(); // how many
        foreach (var tensor in model.state_dict().Values)
        {
            reader.ReadString(); // its name
            reader.Read7BitEncodedInt64(); // its number type
            for (var dimensions = reader.Read7BitEncodedInt64(); dimensions > 0; dimensions--)
                reader.Read7BitEncodedInt64();
            var numbersFrom = (int)reader.BaseStream.Position;
            if (!own.AsSpan(checkedTo..numbersFrom).SequenceEqual(file.AsSpan(checkedTo..numbersFrom)))
                return false;
            reader.BaseStream.Position = checkedTo = numbersFrom + (int)(tensor.numel() * tensor.ElementSize);
        }
        return true;
    }

    /// <summary>
    /// Lays every weight and statistic out in memory as TorchSharp writes and reads them: contiguous. Values and shapes stay.
    /// An optimizer made afterwards has its own tensors likewise.
    /// </summary>
    internal static void MakeContiguous(Module model)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var tensor in model.state_dict().Values.Where(tensor => !tensor.is_contiguous()))
            tensor.set_(tensor.contiguous());
    }
}
