using System.Text.Json;

namespace FashionNotebooks;

/// <summary>Where, when and with which settings something was trained: what is needed to judge a figure and to repeat it.</summary>
public abstract record TrainingCircumstances
{
    /// <summary>Of every random draw: images, initial weights, the order of samples, augmentation and dropout.</summary>
    public required int Seed { get; init; }

    /// <summary>quick (a part of the images, few epochs) or full.</summary>
    public required string Profile { get; init; }

    /// <summary>float32 or bfloat16 (mixed precision).</summary>
    public required string Precision { get; init; }

    /// <summary>cpu or cuda.</summary>
    public required string Device { get; init; }

    /// <summary>Threads that libtorch computed with.</summary>
    public required int Threads { get; init; }

    /// <summary>Processor, cores, GPU.</summary>
    public required string Hardware { get; init; }

    /// <summary>.NET and libtorch.</summary>
    public required string Software { get; init; }

    /// <summary>The commit that was checked out at the start, with + where library or environment differed from it; null outside a git checkout.</summary>
    public required string? Commit { get; init; }

    /// <summary>Likewise at the end, since a run may go on over commits that leave it what it is; null where it was not recorded.</summary>
    public string? CommitAtEnd { get; init; }

    /// <summary>The day of the run, UTC.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Writes all of it as JSON, whole or not at all; gives the path.</summary>
    private protected string SaveTo(string path)
    {
        AtomicFile.WriteJson(path, this);
        return path;
    }

    /// <summary>Reads what <see cref="SaveTo"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">It should be, such as "run record".</param>
    /// <param name="remedy">A sentence: what to do where it is not.</param>
    /// <param name="format">The version that it must name; null where it names none.</param>
    /// <exception cref="InvalidDataException">It is not that.</exception>
    private protected static T Read<T>(string path, string what, string remedy, int? format = null) where T : TrainingCircumstances
    {
        using var stream = File.OpenRead(path);
        try
        {
            using var document = JsonDocument.Parse(stream);
            if (format is not null)
            {
                var root = document.RootElement;
                if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var version))
                    throw new JsonException("it names no format.");
                if (version.ToString() != $"{format}")
                    throw new InvalidDataException($"{path} is a {what} of format {version}, but this version reads format {format}. {remedy}");
            }
            if (HasHole(document.RootElement))
                throw new JsonException("a list holds null.");
            return document.Deserialize<T>(AtomicFile.Json) ?? throw new JsonException("it holds null.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is no {what}: {error.Message} {remedy}", error);
        }
    }

    // Of properties the serializer sees to it, of lists it does not.
    private static bool HasHole(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HasHole(item)),
        JsonValueKind.Object => element.EnumerateObject().Any(property => HasHole(property.Value)),
        _ => false,
    };
}
