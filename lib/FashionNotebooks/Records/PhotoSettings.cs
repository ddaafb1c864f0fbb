using System.Text.Json;

namespace FashionNotebooks;

/// <summary>A network that answers for photos.</summary>
/// <param name="Name">As in <see cref="TrainedModels"/>.</param>
/// <param name="Temperature">What its logits are divided by, fitted on photos; above 0.</param>
public sealed record PhotoNetwork(string Name, double Temperature);

/// <summary>
/// How doubtful a photo looks: the entropy of its probabilities (in nats), <see cref="GarmentPhoto.Filled"/> and
/// ln(1 + <see cref="GarmentPhoto.BackgroundSpread"/>), each times a weight. Above the limit it may be none of the ten.
/// </summary>
/// <param name="Entropy">A weight.</param>
/// <param name="Filled">A weight.</param>
/// <param name="BackgroundSpread">A weight.</param>
/// <param name="Limit">The greatest score that is no doubt.</param>
public sealed record PhotoDoubt(double Entropy, double Filled, double BackgroundSpread, double Limit)
{
    /// <summary>The greater, the likelier it is none of the ten.</summary>
    public double Score(PhotoInput image, IReadOnlyList<float> probabilities) =>
        Signs(image, probabilities).Zip([Entropy, Filled, BackgroundSpread], (sign, weight) => sign * weight).Sum();

    internal static double[] Signs(PhotoInput image, IReadOnlyList<float> probabilities) =>
        [probabilities.Sum(probability => probability > 0 ? -probability * Math.Log(probability) : 0), image.Filled, Math.Log(1 + image.BackgroundSpread)];
}

/// <summary>
/// Which networks answer for photos and how far to believe them: data/models/photos.json, which
/// <c>environment/run.sh photos FOLDER --calibrate</c> writes.
/// </summary>
public sealed record PhotoSettings
{
    /// <summary>The network that answers for every photo, then one that answers for sharp photos, too, if there is one.</summary>
    public required IReadOnlyList<PhotoNetwork> Networks { get; init; }

    /// <summary>
    /// The share of each class among people's photos, in class order, summing to 1: probabilities of networks that learned from as many images of
    /// each class are multiplied by it (Bayes; Saerens et al. 2002). Null where each class is as likely.
    /// </summary>
    public IReadOnlyList<double>? Shares { get; init; }

    /// <summary>From this probability on, "probably".</summary>
    public double Probably { get; init; } = 1;

    /// <summary>Below this probability, "perhaps one or the other".</summary>
    public double Either { get; init; }

    /// <summary>From when on it may be none of the ten; null for never.</summary>
    public PhotoDoubt? Doubt { get; init; }

    /// <summary>What it was fitted on; null where it wasn't.</summary>
    public PhotoEvidence? Evidence { get; init; }

    /// <summary>Where the settings are that are used unless others are given.</summary>
    public static string DefaultPath => Workspace.Data("models", "photos.json");

    /// <summary>Networks as they are, uncalibrated and never in doubt.</summary>
    /// <param name="names">The network for every photo and, where there are two, the one that is asked about sharp photos, too.</param>
    /// <exception cref="ArgumentException">There are neither one nor two names.</exception>
    public static PhotoSettings Of(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Count is 1 or 2
            ? new() { Networks = [.. names.Select(name => new PhotoNetwork(name, 1))] }
            : throw new ArgumentException($"{names.Count} models are named; name one, or a second for sharp photos.", nameof(names));
    }

    /// <summary>Reads settings.</summary>
    /// <param name="path">The file; <see cref="DefaultPath"/> where it is null.</param>
    /// <exception cref="InvalidDataException">The file is missing or holds something else.</exception>
    public static PhotoSettings Load(string? path = null)
    {
        path ??= DefaultPath;
        try
        {
            return JsonSerializer.Deserialize<PhotoSettings>(File.ReadAllText(path), AtomicFile.Json) ?? throw new JsonException("It is null.");
        }
        catch (Exception wrong) when (wrong is JsonException or IOException)
        {
            throw new InvalidDataException($"{path} can't be used: {wrong.Message} Restore it from the repository, or run environment/run.sh photos FOLDER --calibrate.", wrong);
        }
    }

    /// <summary>Writes the settings, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.WriteJson(path, this);

    /// <summary>The names of the networks that answer for an image.</summary>
    public IReadOnlyList<string> NetworksOf(PhotoInput image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return [.. Networks.Take(image.IsBlurry ? 1 : 2).Select(network => network.Name)];
    }

    /// <summary>How far to believe probabilities.</summary>
    public PhotoAnswer Judge(PhotoInput image, IReadOnlyList<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(probabilities);
        var highest = probabilities.Max();
        return new(probabilities, Doubt is not null && Doubt.Score(image, probabilities) > Doubt.Limit ? Verdict.None
            : highest >= Probably ? Verdict.Probably
            : highest < Either ? Verdict.Either
            : Verdict.Perhaps);
    }
}
