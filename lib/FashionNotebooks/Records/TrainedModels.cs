using System.Security.Cryptography;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// The trained weights that the repository keeps in data/models/, so that a model can be looked at before anything was
/// trained. A name is that of a system, whose first protocol it then is, or of system and protocol: webapp/blurred.
/// </summary>
public static class TrainedModels
{
    private const int KeptSeed = 1;

    // Each a few megabytes at most, while kotb's would be fifty; all of them take pixels of 0 to 1.
    private static readonly string[] Kept = ["baseline", "dropout4", "regularized", "regularized/sturdy", "webapp", "webapp/blurred", "webapp/edges"];

    /// <summary>Names of the models that have weights here.</summary>
    public static IReadOnlyList<string> Names => [.. Kept.Where(name => File.Exists(PathOf(name, Workspace.Root)))];

    /// <summary>The run that kept weights came from.</summary>
    /// <exception cref="ArgumentException">There is no such system or protocol.</exception>
    /// <exception cref="InvalidDataException">There is none, or it is of other weights than the file.</exception>
    public static RunRecord Record(string name) => Record(name, Workspace.Root);

    internal static RunRecord Record(string name, string root)
    {
        var (system, protocol) = SystemCatalog.FindProtocol(name);
        var record = RunRecord.LoadAll(Path.Combine(root, "data", "results")).FirstOrDefault(run => (run.System, run.Protocol) == (system.Name, protocol.Name) && run.Weights is not null)
            ?? throw new InvalidDataException($"data/results/ holds no run whose weights were kept for {name}. Weights are kept of {string.Join(", ", Kept)}.");
        var path = PathOf(name, root);
        var remedy = $"Restore it from the repository, or run: environment/run.sh results {record.System}/{record.Protocol} --seed {record.Seed} --epochs {record.Epochs} --precision {record.Precision}";
        if (!File.Exists(path))
            throw new InvalidDataException($"There is no {path}. {remedy}");
        if (Sha256(path) != record.Weights!.Sha256)
            throw new InvalidDataException($"{path} is not the file that {record.FileName} describes: its SHA-256 differs. {remedy}");
        return record;
    }

    /// <summary>A kept model, ready to predict as often as one likes.</summary>
    /// <exception cref="ArgumentException">There is no such system or protocol.</exception>
    /// <exception cref="InvalidDataException">The repository keeps no weights of it, or they don't fit.</exception>
    public static KeptModel Load(string name)
    {
        var record = Record(name);
        var protocol = SystemCatalog.FindProtocol(name).Protocol;
        var network = protocol.Network(record.Seed);
        Checkpoint.Load(network, PathOf(name, Workspace.Root));
        network.eval();
        return new(network, protocol.AveragesMirrorImage);
    }

    /// <summary>Writes a kept model for other programs: as ONNX with all that its protocol does to the pixels, else the weights alone.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="path">The file, which is replaced where there is one.</param>
    /// <param name="format">Of the file.</param>
    /// <exception cref="ArgumentException">There is no such system or protocol, or no weights of it are kept.</exception>
    /// <exception cref="InvalidDataException">The weights don't fit.</exception>
    /// <exception cref="NotSupportedException">A layer can't be written as ONNX.</exception>
    public static void Export(string name, string path, ModelFormat format)
    {
        var (system, protocol) = SystemCatalog.FindProtocol(name);
        if (NameOf(system, protocol, KeptSeed) is not { } kept || !Names.Contains(kept))
            throw new ArgumentException($"No weights of {name} are kept here, only those of {string.Join(", ", Names)}.", nameof(name));
        using var model = Load(kept);
        if (format == ModelFormat.Onnx)
            protocol.SaveOnnx(model.Network, path);
        else
            ModelFile.SaveWeights(model.Network, path, format);
    }

    /// <summary>What a kept model says of images, prepared and predicted as its protocol has it.</summary>
    /// <exception cref="ArgumentException">There is no such system or protocol, or there are no images.</exception>
    /// <exception cref="InvalidDataException">The repository keeps no weights of it, or they don't fit.</exception>
    public static Predictions Predict(string name, LabeledImages images)
    {
        using var model = Load(name);
        return model.Predict(images);
    }

    /// <summary>The images that validated a kept model, which it wasn't trained on: what to choose and to calibrate on.</summary>
    /// <exception cref="ArgumentException">There is no such system or protocol.</exception>
    /// <exception cref="InvalidDataException">The repository keeps no weights of it.</exception>
    /// <exception cref="InvalidOperationException">It was trained on all images.</exception>
    public static LabeledImages Validation(string name)
    {
        var record = Record(name);
        var fraction = SystemCatalog.FindProtocol(name).Protocol.ValidationFraction
            ?? throw new InvalidOperationException($"{record.System}/{record.Protocol} was trained on all 60,000 images; none are left to validate on.");
        return FashionMnist.Load().Train.Split(fraction, record.Seed).Validation;
    }

    /// <summary>The name by which the weights of this run are kept, of one seed of some small models; null where they aren't.</summary>
    public static string? NameOf(ClassifierSystem system, Protocol protocol, int seed)
    {
        var name = protocol == system.Protocols[0] ? system.Name : $"{system.Name}/{protocol.Name}";
        return seed == KeptSeed && Kept.Contains(name) ? name : null;
    }

    /// <summary>Puts weights into data/models/.</summary>
    /// <param name="name">One that <see cref="NameOf"/> gives.</param>
    /// <param name="model">The network.</param>
    public static KeptWeights Keep(string name, Module model)
    {
        var path = PathOf(name, Workspace.Root);
        Checkpoint.Save(model, path);
        return new KeptWeights(Path.GetRelativePath(Workspace.Root, path).Replace('\\', '/'), Sha256(path));
    }

    private static string PathOf(string name, string root) => Path.Combine(root, "data", "models", $"{name.Replace('/', '-')}.dat");

    private static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

/// <summary>A network with the weights that the repository keeps of it. For one thread at a time.</summary>
public sealed class KeptModel : IDisposable
{
    private readonly bool averagesMirrorImage;

    internal KeptModel(Module<Tensor, Tensor> network, bool averagesMirrorImage) => (Network, this.averagesMirrorImage) = (network, averagesMirrorImage);

    /// <summary>The network, in evaluation mode; N x 1 x 28 x 28 images of 0 to 1 to N x 10 logits.</summary>
    public Module<Tensor, Tensor> Network { get; }

    /// <summary>The probability of each class.</summary>
    /// <param name="images">N x 1 x 28 x 28, at least one, 0 to 1, a garment on black.</param>
    /// <returns>N x 10, each row summing to 1, on the CPU.</returns>
    /// <exception cref="ArgumentException">There are no images, or they are of another size.</exception>
    public Tensor Predict(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var inputs = images.to(NetworkCall.DeviceOf(Network));
        // At once, since libtorch leaves oneDNN out for a single small image.
        var both = averagesMirrorImage ? cat([inputs, inputs.flip(-1)]) : inputs;
        return NetworkCall.Logits(Network, both).softmax(1).reshape(-1, inputs.shape[0], FashionMnist.ClassNames.Count).mean([0]).to(ScalarType.Float32).cpu().MoveToOuterDisposeScope();
    }

    /// <summary>What it says of images, beside the truth.</summary>
    /// <exception cref="ArgumentException">There are no images, or they are of another size.</exception>
    public Predictions Predict(LabeledImages images)
    {
        using var inputs = LabeledTensors.From(images);
        return Evaluator.Predict(Network, inputs, averagesMirrorImage);
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}
