using System.Diagnostics;
using static TorchSharp.torch;

namespace FashionNotebooks.Results;

/// <summary>A run to be started as a process of its own.</summary>
internal sealed record WantedRun(ClassifierSystem System, Protocol Protocol, int Seed, Profile Profile, int? Epochs, ScalarType Precision)
{
    public override string ToString() => $"{System.Name}/{Protocol.Name} seed {Seed}";
}

/// <summary>Starts runs as processes, a few side by side.</summary>
internal static class Runs
{
    public static IReadOnlyList<WantedRun> Wanted(ResultsOptions options) =>
        [.. from target in options.Targets
            from seed in options.Seeds
            select new WantedRun(target.System, target.Protocol, seed, options.Settings.Profile, options.Settings.Epochs, options.Settings.Precision)];

    /// <summary>Runs all to their ends; the highest exit code.</summary>
    public static async Task<int> StartAsync(ResultsOptions options, IReadOnlyList<WantedRun> wanted)
    {
        using var free = new SemaphoreSlim(options.Jobs);
        var codes = await Task.WhenAll(wanted.Select(async run =>
        {
            await free.WaitAsync();
            try
            {
                return await StartAsync(options, run);
            }
            finally
            {
                free.Release();
            }
        }));
        return codes.Max();
    }

    private static async Task<int> StartAsync(ResultsOptions options, WantedRun run)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        // Started as "dotnet fashion-results.dll", the process path is dotnet's.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(Runs).Assembly.Location);
        string[] arguments =
        [
            $"{run.System.Name}/{run.Protocol.Name}", "--seed", $"{run.Seed}", "--profile", run.Profile.Name,
            "--precision", run.Precision.ToString().ToLowerInvariant(), "--device", options.Settings.Device.type.ToString().ToLowerInvariant(),
            "--threads", $"{options.Threads}", "--folder", options.Folder,
            .. options.Robustness ? (string[])["--robustness"] : [],
            .. run.Epochs is { } epochs ? (string[])["--epochs", $"{epochs}"] : [],
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            Console.Error.WriteLine($"results: {run} ended with exit code {process.ExitCode}.");
        return process.ExitCode;
    }
}
