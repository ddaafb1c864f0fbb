using System.Security.Cryptography;
using System.Text;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim;

namespace FashionNotebooks;

/// <summary>What makes a run the run it is, each part in words: where one differs, another run can't go on where it stopped.</summary>
internal sealed record RunIdentity(IReadOnlyDictionary<string, string> Parts)
{
    private const int SamplesAtOnce = 1_000;

    /// <param name="options">How it trains.</param>
    /// <param name="model">What it trains; its weights do not count.</param>
    /// <param name="optimizer">As made, before its first step.</param>
    /// <param name="rates">The learning rate of every step, as far as a schedule gives it.</param>
    /// <param name="train">What it learns from.</param>
    /// <param name="validation">What it is measured on; may be null.</param>
    /// <param name="classes">Number of logits.</param>
    public static RunIdentity Of(
        TrainingOptions options, Module model, OptimizerHelper optimizer, IReadOnlyList<double> rates, LabeledTensors train, LabeledTensors? validation, int classes) => new(new Dictionary<string, string>
        {
            ["engine"] = $"libtorch {__version__} on {options.Device.type}",
            ["epochs"] = $"{options.Epochs}",
            ["batch size"] = $"{options.BatchSize}",
            ["seed"] = $"{options.Seed}",
            ["precision"] = $"{options.Precision}",
            ["optimizer"] = $"{optimizer.GetType().Name}: {string.Join("; ", optimizer.state_dict().Options.Select(Settings))}",
            ["learning rates"] = rates.Count == 0 ? "the optimizer's" : Invariant($"from {rates[0]:G4} to {rates[^1]:G4} ({Hash(string.Join(' ', rates))})"),
            ["augmentation"] = options.Augmentation?.ToString() ?? "none",
            ["plain epochs"] = $"{options.PlainEpochs}",
            ["mixing"] = options.Mixing?.ToString() ?? "none",
            ["label smoothing"] = Invariant($"{options.LabelSmoothing}"),
            ["loss"] = options.Loss is null ? "cross-entropy" : Invariant($"{OfKnownLogits(options.Loss, classes):G5} of known logits"),
            ["network"] = $"{model.parameters().Sum(weight => weight.numel())} parameters ({Hash(Architecture(model))})",
            ["training data"] = $"{train.Count} samples ({Hash(train)})",
            ["validation data"] = validation is null ? "none" : $"{validation.Count} samples ({Hash(validation)})",
        });

    /// <summary>Where another run differs from this one, in words; empty where nowhere.</summary>
    public string DifferenceTo(RunIdentity other) => string.Join("; ", Parts.Keys.Union(other.Parts.Keys)
        .Select(part => (part, mine: Parts.GetValueOrDefault(part, "unknown"), others: other.Parts.GetValueOrDefault(part, "unknown")))
        .Where(each => each.mine != each.others).Select(each => $"{each.part}: {each.mine} there, {each.others} here"));

    private static string Settings(object of) => string.Join(", ",
        of.GetType().GetProperties().Where(property => property.Name != nameof(Module.training) && IsSetting(property.PropertyType)).Select(property => (property.Name, Value: property.GetValue(of)))
            .Concat(of.GetType().GetFields().Where(field => IsSetting(field.FieldType)).Select(field => (field.Name, Value: field.GetValue(of))))
            .Where(setting => setting.Value is not null).Select(setting => Invariant($"{setting.Name} {setting.Value}")));

    private static bool IsSetting(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsPrimitive: true } or { IsEnum: true };

    private static string Architecture(Module model) => string.Join('\n', [
        .. model.named_modules().Append(("", model)).Select(named => $"{named.Item1} {named.Item2.GetType()} {Settings(named.Item2)}"),
        .. model.state_dict().Select(named => $"{named.Key} {named.Value.dtype} {string.Join('x', named.Value.shape)}")]);

    /// <summary>A loss tells nothing of its settings, but what it makes of the same logits depends on them.</summary>
    private static double OfKnownLogits(Func<Tensor, Tensor, Tensor> loss, int classes)
    {
        using var scope = NewDisposeScope();
        return loss(arange(classes * classes, ScalarType.Float32).sin().reshape(classes, classes), arange(classes, ScalarType.Int64)).item<float>();
    }

    private static string Hash(string text) => Short(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Hash(LabeledTensors data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var start = 0; start < data.Count; start += SamplesAtOnce)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(SamplesAtOnce, data.Count - start);
            hash.AppendData(data.Inputs.narrow(0, start, count).cpu().contiguous().bytes);
            hash.AppendData(data.Labels.narrow(0, start, count).cpu().contiguous().bytes);
            // How they are prepared is seen from the first of them.
            if (start == 0)
                hash.AppendData(data.Slice(0, 1).Inputs.cpu().contiguous().bytes);
        }
        return Short(hash.GetCurrentHash());
    }

    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, 4));
}
