using System.Security.Cryptography;
using FashionNotebooks.Data;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Systems;

/// <summary>The trained weights that the repository keeps in data/models/, so that a model can be looked at before anything was trained.</summary>
public static class TrainedModels
{
    private const int KeptSeed = 1;

    // Each a few megabytes at most, while kotb's would be fifty; all of them take pixels of 0 to 1.
    private static readonly string[] Kept = ["baseline", "dropout4", "regularized", "webapp"];

    /// <summary>Names of the systems that have weights here.</summary>
    public static IReadOnlyList<string> Names => [.. Kept.Where(name => File.Exists(PathOf(name, Workspace.Root)))];

    /// <summary>The run that a system's kept weights came from.</summary>
    /// <exception cref="ArgumentException">There is no such system.</exception>
    /// <exception cref="InvalidDataException">There is none, or it is of other weights than the file.</exception>
    public static RunRecord Record(string name) => Record(name, Workspace.Root);

    internal static RunRecord Record(string name, string root)
    {
        var system = SystemCatalog.Find(name);
        var record = RunRecord.LoadAll(Path.Combine(root, "data", "results")).FirstOrDefault(run => run.System == name && run.Weights is not null)
            ?? throw new InvalidDataException($"data/results/ holds no run whose weights were kept for {system.Name}. Weights are kept of {string.Join(", ", Kept)}.");
        var path = PathOf(name, root);
        var remedy = $"Restore it from the repository, or run: environment/run.sh results {record.System}/{record.Protocol} --seed {record.Seed} --epochs {record.Epochs} --precision {record.Precision}";
        if (!File.Exists(path))
            throw new InvalidDataException($"There is no {path}. {remedy}");
        if (Sha256(path) != record.Weights!.Sha256)
            throw new InvalidDataException($"{path} is not the file that {record.FileName} describes: its SHA-256 differs. {remedy}");
        return record;
    }

    /// <summary>A system's network with its trained weights, in evaluation mode.</summary>
    /// <exception cref="ArgumentException">There is no such system.</exception>
    /// <exception cref="InvalidDataException">The repository keeps no weights of it, or they don't fit.</exception>
    public static Module<Tensor, Tensor> Load(string name)
    {
        var record = Record(name);
        var model = SystemCatalog.Find(name).Protocol(record.Protocol).Network(record.Seed);
        Checkpoint.Load(model, PathOf(name, Workspace.Root));
        model.eval();
        return model;
    }

    /// <summary>What a system's kept model says of images, prepared and predicted as its protocol has it.</summary>
    /// <exception cref="ArgumentException">There is no such system, or there are no images.</exception>
    /// <exception cref="InvalidDataException">The repository keeps no weights of it, or they don't fit.</exception>
    public static Predictions Predict(string name, LabeledImages images)
    {
        using var model = Load(name);
        using var inputs = TensorDataset.From(images);
        return Evaluator.Predict(model, inputs, averageMirrorImage: SystemCatalog.Find(name).Protocol(Record(name).Protocol).AveragesMirrorImage);
    }

    /// <summary>The images that validated a system's kept model, which it wasn't trained on: what to choose and to calibrate on.</summary>
    /// <exception cref="ArgumentException">There is no such system.</exception>
    /// <exception cref="InvalidDataException">The repository keeps no weights of it.</exception>
    /// <exception cref="InvalidOperationException">It was trained on all images.</exception>
    public static LabeledImages Validation(string name)
    {
        var record = Record(name);
        var fraction = SystemCatalog.Find(name).Protocol(record.Protocol).ValidationFraction
            ?? throw new InvalidOperationException($"{record.System}/{record.Protocol} was trained on all 60,000 images; none are left to validate on.");
        return FashionMnist.Load().Train.Split(fraction, record.Seed).Validation;
    }

    /// <summary>Whether the weights of this run are kept: one seed of the first protocol of a small model.</summary>
    public static bool Keeps(ClassifierSystem system, Protocol protocol, int seed) =>
        Kept.Contains(system.Name) && protocol == system.Protocols[0] && seed == KeptSeed;

    /// <summary>Puts a system's weights into data/models/.</summary>
    public static KeptWeights Keep(ClassifierSystem system, Module model)
    {
        var path = PathOf(system.Name, Workspace.Root);
        Checkpoint.Save(model, path);
        return new KeptWeights(Path.GetRelativePath(Workspace.Root, path).Replace('\\', '/'), Sha256(path));
    }

    private static string PathOf(string name, string root) => Path.Combine(root, "data", "models", $"{name}.dat");

    private static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
