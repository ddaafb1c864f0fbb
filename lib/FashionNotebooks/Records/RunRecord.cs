using System.Text.Json.Serialization;

namespace FashionNotebooks;

/// <summary>Figures on a set of images.</summary>
/// <param name="Images">How many.</param>
/// <param name="Accuracy">0 to 1.</param>
/// <param name="Loss">Mean cross-entropy, in nats.</param>
/// <param name="F1">By class name, 0 to 1.</param>
public sealed record RunScores(int Images, double Accuracy, double Loss, IReadOnlyDictionary<string, double> F1)
{
    /// <summary>The figures of predictions.</summary>
    public static RunScores Of(Predictions predictions) => new(
        predictions.Truth.Length, predictions.Accuracy, predictions.Loss,
        ClassificationReport.From(predictions).Classes.ToDictionary(scores => scores.Name, scores => scores.F1));
}

/// <summary>Weights kept in the repository.</summary>
/// <param name="File">Path from the repository's root.</param>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
public sealed record KeptWeights(string File, string Sha256);

/// <summary>One trained and tested model with everything needed to judge the figure and to run it again: a file of data/results/.</summary>
public sealed record RunRecord : TrainingCircumstances
{
    /// <summary>The version of this format that is written and read.</summary>
    public const int CurrentFormat = 2;

    /// <summary>Version of the file's format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The system's name.</summary>
    public required string System { get; init; }

    /// <summary>The protocol's name.</summary>
    public required string Protocol { get; init; }

    /// <summary>What was trained on and what was chosen on what.</summary>
    public required string Description { get; init; }

    /// <summary>Weights that training changes.</summary>
    public required long Parameters { get; init; }

    /// <summary>The processor's vector instructions, which decide how libtorch rounds; null where they were not recorded.</summary>
    public string? Instructions { get; init; }

    /// <summary>Images trained on.</summary>
    public required int TrainedOn { get; init; }

    /// <summary>Epochs trained.</summary>
    public required int Epochs { get; init; }

    /// <summary>Epochs that the recipe asks for.</summary>
    public required int RecipeEpochs { get; init; }

    /// <summary>Median wall time of an epoch, validation included.</summary>
    public required double SecondsPerEpoch { get; init; }

    /// <summary>After the last epoch on the validation images held out of the 60,000; null where there were none.</summary>
    public RunScores? Validation { get; init; }

    /// <summary>After the last epoch on the test images.</summary>
    public required RunScores Test { get; init; }

    /// <summary>The class predicted for each test image, in their order; base64 in the file; null where it was not recorded.</summary>
    public byte[]? Predicted { get; init; }

    /// <summary>Accuracy on test images made worse, as <see cref="FashionNotebooks.Robustness"/> measures it; null where it was not measured.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>>? Robustness { get; init; }

    /// <summary>Every epoch.</summary>
    public required IReadOnlyList<EpochResult> Curves { get; init; }

    /// <summary>The trained weights, where the repository keeps them.</summary>
    public KeptWeights? Weights { get; init; }

    /// <summary>The file's name: system, protocol and seed.</summary>
    [JsonIgnore]
    public string FileName => $"{System}-{Protocol}-seed{Seed}.json";

    /// <summary>Writes the record as JSON into a folder, whole or not at all; gives the file's path.</summary>
    public string Save(string folder) => SaveTo(Path.Combine(folder, FileName));

    /// <summary>Reads a record that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no run record, or one of another version of the format.</exception>
    public static RunRecord Load(string path)
    {
        var run = Read<RunRecord>(path, "run record", "Run the system again to replace it.", CurrentFormat);
        return run.Predicted is null || run.Predicted.Length == run.Test.Images
            ? run
            : throw new InvalidDataException($"{path} is no run record: it was tested on {run.Test.Images} images, but predicts {run.Predicted.Length}. Run the system again to replace it.");
    }

    /// <summary>All records of a folder, by system, protocol and seed; none where there is no such folder.</summary>
    /// <exception cref="InvalidDataException">A JSON file there is not a run record.</exception>
    public static IReadOnlyList<RunRecord> LoadAll(string folder) => !Directory.Exists(folder) ? [] :
        [.. Directory.GetFiles(folder, "*.json").Select(Load)
            .OrderBy(run => run.System, StringComparer.Ordinal).ThenBy(run => run.Protocol, StringComparer.Ordinal).ThenBy(run => run.Seed)];
}
