using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace FashionNotebooks.Results;

/// <summary>One run, as a process of its own gets it: one argument, JSON.</summary>
internal sealed record RunRequest(string System, string Protocol, int Seed, string Profile, string Precision, string Device, int Threads, string Folder)
{
    private static readonly JsonSerializerOptions Complete = new() { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Instead of the recipe's.</summary>
    public int? Epochs { get; init; }

    /// <summary>Judge on worsened test images, too.</summary>
    public bool Robustness { get; init; }

    /// <summary>Full path of the script that the system is in; null for one of the collection.</summary>
    public string? Script { get; init; }

    /// <summary>Start afresh, whatever an earlier run left behind, and leave nothing behind.</summary>
    public bool Afresh { get; init; }

    /// <exception cref="ArgumentException">The profile's name makes no sense.</exception>
    [JsonIgnore]
    public Profile Size => FashionNotebooks.Profile.Named(Profile);

    /// <summary>A recipe as it is asked for here.</summary>
    /// <exception cref="ArgumentException">A name makes no sense.</exception>
    public TrainingOptions Change(TrainingOptions recipe) => recipe with
    {
        Epochs = Epochs ?? recipe.Epochs,
        Precision = Precision switch
        {
            "float32" => ScalarType.Float32,
            "bfloat16" => ScalarType.BFloat16,
            _ => throw new ArgumentException($"The precision is '{Precision}'; it must be float32 or bfloat16."),
        },
        Device = Machine.DeviceNamed(Device),
    };

    /// <summary>The run of a record once more, with its threads, precision and device.</summary>
    public static RunRequest Again(RunRecord record, string folder) =>
        new(record.System, record.Protocol, record.Seed, record.Profile, record.Precision, record.Device, record.Threads, folder) { Epochs = record.Epochs, Afresh = true };

    /// <exception cref="ArgumentException">It is no request.</exception>
    public static RunRequest Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<RunRequest>(json, Complete) ?? throw new JsonException("it is null.");
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"'run' is for this program's own processes and takes a request in JSON: {error.Message}", error);
        }
    }

    /// <summary>Runs all as processes to their ends, so many side by side; gives the highest exit code.</summary>
    public static async Task<int> StartAsync(IReadOnlyList<RunRequest> requests, int jobs)
    {
        var codes = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = jobs }, async (request, _) =>
        {
            // Started as "dotnet fashion-results.dll", the process path is dotnet's.
            var isDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
            using var process = Process.Start(Environment.ProcessPath!, [.. isDotnet ? [typeof(RunRequest).Assembly.Location] : Array.Empty<string>(), "run", JsonSerializer.Serialize(request)]);
            await process.WaitForExitAsync(CancellationToken.None);
            if (process.ExitCode != 0)
                Commands.Report($"{request.System}/{request.Protocol} seed {request.Seed} ended with exit code {process.ExitCode}.");
            codes.Add(process.ExitCode);
        });
        return codes.Max();
    }
}
