using System.Runtime.InteropServices;
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
        using var scope = NewDisposeScope();
        var before = model.state_dict().ToDictionary(named => named.Key, named => named.Value.detach().clone());
        try
        {
            var file = File.ReadAllBytes(path);
            using var reader = new BinaryReader(new MemoryStream(file));
            model.load(reader);
            if (reader.BaseStream.Position < file.Length)
                throw new FormatException("More follows after the last weight.");
            // A flipped bit may make another encoding of the same length, behind which all weights are shifted.
            using var again = new MemoryStream(file.Length);
            model.save(again);
            if (!again.ToArray().AsSpan().SequenceEqual(file))
                throw new FormatException("It is not what saving these weights would write.");
        }
        catch (Exception error) when (error is ArgumentException or FormatException or IOException or InvalidOperationException or ExternalException or OverflowException)
        {
            model.load_state_dict(before);
            if (DataFile.KindOf(path) is { } kind)
                throw new InvalidDataException($"{path}: this is {kind.What}, not a checkpoint. {kind.Advice}.", error);
            throw new InvalidDataException(
                $"{path} does not fit this model: {NetworkCall.FirstLine(error)} It is cut short, damaged or was saved from another architecture; make the model it was saved from, or train again.",
                error);
        }
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
