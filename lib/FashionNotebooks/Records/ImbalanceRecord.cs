namespace FashionNotebooks;

/// <summary>The study of imbalance for one seed: a file of data/results/imbalance/.</summary>
public sealed record ImbalanceRecord : TrainingCircumstances
{
    /// <summary>Images of the most common class.</summary>
    public required int MostCommon { get; init; }

    /// <summary>Epochs over a training set in which no image is repeated.</summary>
    public required int Epochs { get; init; }

    /// <summary>The build of the library that trains: a study goes on with the same one only. Null where it was not recorded.</summary>
    public string? Build { get; init; }

    /// <summary>What was trained so far.</summary>
    public required IReadOnlyList<ImbalanceRun> Runs { get; init; }

    /// <summary>Where a folder has the study of a seed.</summary>
    public static string PathOf(string folder, int seed) => Path.Combine(folder, "imbalance", $"seed{seed}.json");

    /// <summary>Writes the record as JSON, whole or not at all; gives the file's path.</summary>
    /// <param name="folder">data/results/ or one like it.</param>
    public string Save(string folder) => SaveTo(PathOf(folder, Seed));

    /// <summary>Reads a record that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no such record.</exception>
    public static ImbalanceRecord Load(string path) =>
        Read<ImbalanceRecord>(path, "record of the study of imbalance", "Delete it and run environment/run.sh results --imbalance.");

    /// <summary>All records of a folder, by seed; none where there are none.</summary>
    /// <param name="folder">data/results/ or one like it.</param>
    /// <exception cref="InvalidDataException">A JSON file there is no such record.</exception>
    public static IReadOnlyList<ImbalanceRecord> LoadAll(string folder)
    {
        var path = Path.Combine(folder, "imbalance");
        return Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.json").Select(Load).OrderBy(record => record.Seed)] : [];
    }
}

/// <summary>One model trained on classes of unequal size, and what it makes of test images whose classes are equally many.</summary>
/// <param name="Profile">Name of the training set's class profile.</param>
/// <param name="Remedy">What was done about it.</param>
/// <param name="Seed">Of the images drawn, the initial weights, the order of samples and dropout.</param>
/// <param name="Images">Images in the training set, before any are repeated.</param>
/// <param name="Accuracy">On the test images, 0 to 1.</param>
/// <param name="RareRecall">Of the test images of the rare classes, the share that was found: the mean over these classes.</param>
/// <param name="Recall">The share found of each class, in class order.</param>
public sealed record ImbalanceRun(string Profile, string Remedy, int Seed, int Images, double Accuracy, double RareRecall, IReadOnlyList<double> Recall)
{
    /// <summary>The figures of predictions.</summary>
    /// <param name="profile">The class profile trained on.</param>
    /// <param name="remedy">What was done about it.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="images">Images in the training set.</param>
    /// <param name="predictions">On test images.</param>
    public static ImbalanceRun Of(ClassProfile profile, string remedy, int seed, int images, Predictions predictions)
    {
        var matrix = ConfusionMatrix.From(predictions);
        double[] recall = [.. Enumerable.Range(0, matrix.ClassNames.Count).Select(matrix.Recall)];
        return new(profile.Name, remedy, seed, images, predictions.Accuracy, profile.Rare.Average(label => recall[label]), recall);
    }
}

/// <summary>The runs of one class profile with one remedy, taken together over their seeds.</summary>
/// <param name="Runs">At least one.</param>
public sealed record ImbalanceSummary(IReadOnlyList<ImbalanceRun> Runs)
{
    /// <summary>Name of the class profile.</summary>
    public string Profile => Runs[0].Profile;

    /// <summary>What was done about it.</summary>
    public string Remedy => Runs[0].Remedy;

    /// <summary>Mean accuracy on the test images.</summary>
    public Spread Accuracy => Spread.Of([.. Runs.Select(run => run.Accuracy)]);

    /// <summary>Mean recall of the rare classes.</summary>
    public Spread RareRecall => Spread.Of([.. Runs.Select(run => run.RareRecall)]);

    /// <summary>Groups runs by profile and remedy, in the order in which they first come.</summary>
    public static IReadOnlyList<ImbalanceSummary> From(IEnumerable<ImbalanceRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return [.. runs.GroupBy(run => (run.Profile, run.Remedy)).Select(group => new ImbalanceSummary([.. group]))];
    }
}
