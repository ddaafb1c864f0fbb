using System.Text.Json;

namespace FashionNotebooks;

/// <summary>The study of imbalance for one seed: a file of data/results/imbalance/.</summary>
public sealed record ImbalanceRecord : TrainingCircumstances
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Images of the most common class.</summary>
    public required int MostCommon { get; init; }

    /// <summary>Epochs over a training set in which no image is repeated.</summary>
    public required int Epochs { get; init; }

    /// <summary>What was trained so far.</summary>
    public required IReadOnlyList<ImbalanceRun> Runs { get; init; }

    /// <summary>Where a folder has the study of a seed.</summary>
    public static string PathOf(string folder, int seed) => Path.Combine(folder, "imbalance", $"seed{seed}.json");

    /// <summary>Writes the record as JSON, whole or not at all; gives the file's path.</summary>
    /// <param name="folder">data/results/ or one like it.</param>
    public string Save(string folder)
    {
        var path = PathOf(folder, Seed);
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, Json));
        return path;
    }

    /// <summary>Reads a record that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no such record.</exception>
    public static ImbalanceRecord Load(string path)
    {
        using var stream = File.OpenRead(path);
        try
        {
            return JsonSerializer.Deserialize<ImbalanceRecord>(stream, Json) ?? throw new JsonException("it is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is no record of the study of imbalance: {error.Message} Delete it and run environment/run.sh results --imbalance.", error);
        }
    }

    /// <summary>All records of a folder, by seed; none where there are none.</summary>
    /// <param name="folder">data/results/ or one like it.</param>
    /// <exception cref="InvalidDataException">A JSON file there is no such record.</exception>
    public static IReadOnlyList<ImbalanceRecord> LoadAll(string folder)
    {
        var path = Path.Combine(folder, "imbalance");
        return Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.json").Select(Load).OrderBy(record => record.Seed)] : [];
    }
}
