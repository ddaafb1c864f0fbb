using System.Diagnostics;
using System.Text.Json;
using FashionNotebooks.Data;

namespace FashionNotebooks.Evaluation;

/// <summary>One trained and tested model with everything needed to judge the figure: a file of data/results/.</summary>
/// <param name="Model">The network's name in code.</param>
/// <param name="Protocol">What was trained on, what chose the weights, what was tested on.</param>
/// <param name="Seed">Of the split, the initial weights, the order of samples and dropout.</param>
/// <param name="Epochs">Epochs trained.</param>
/// <param name="TrainSeconds">Wall time of training, validation included.</param>
/// <param name="TestAccuracy">On the 10,000 test images, 0 to 1.</param>
/// <param name="TestLoss">Mean cross-entropy on the test images, in nats.</param>
public sealed record RunRecord(
    string Model, string Protocol, int Seed, int Epochs, double TrainSeconds, double TestAccuracy, double TestLoss)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file, not a page: + stays +
    };

    /// <summary>Where the packages came from: nuget or offline.</summary>
    public string Feed { get; init; } = Machine.Feed;

    /// <summary>Processor, cores, GPU.</summary>
    public string Hardware { get; init; } = Machine.Hardware;

    /// <summary>.NET and libtorch.</summary>
    public string Software { get; init; } = Machine.Software;

    /// <summary>The day of the run, UTC.</summary>
    public DateOnly Date { get; init; } = DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>The commit that was checked out, with + where library or environment differed from it; null outside a git checkout.</summary>
    public string? Commit { get; init; } = CurrentCommit();

    /// <summary>Writes the record as JSON, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, Json));

    /// <summary>Reads a record that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not a run record.</exception>
    public static RunRecord Load(string path)
    {
        using var stream = File.OpenRead(path);
        try
        {
            if (JsonSerializer.Deserialize<RunRecord>(stream, Json) is { Model: not null, Protocol: not null } record)
                return record;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is not a run record: {error.Message}", error);
        }
        throw new InvalidDataException($"{path} is not a run record: it names no model and protocol.");
    }

    private static string? CurrentCommit()
    {
        if (Git("rev-parse --short HEAD") is not { } commit)
            return null;
        // Saving a notebook's outputs changes no result; code that differs from the commit may.
        return Git("status --porcelain -- :/lib :/environment") is { Length: > 0 } ? commit + "+" : commit;
    }

    /// <summary>What git answers; null where there is no git or no checkout.</summary>
    private static string? Git(string arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var git = Process.Start(start)!;
            var answer = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? answer : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
