using static TorchSharp.torch;

namespace FashionNotebooks.Results;

/// <summary>Trains again what is on record, and compares.</summary>
internal static class ResultsCheck
{
    /// <summary>0 where every figure came out again, 1 where one did not.</summary>
    public static async Task<int> RunAsync(ResultsOptions options)
    {
        var recorded = RunRecord.LoadAll(options.Folder)
            .Where(record => options.Targets.Any(target => target.System.Name == record.System && target.Protocol.Name == record.Protocol))
            .ToList();
        var chosen = options.OneSeed ? recorded.Where(record => options.Seeds.Contains(record.Seed)).ToList() : recorded;
        if (chosen.Count == 0)
        {
            Console.Error.WriteLine($"results: {options.Folder} holds no run of what was asked for. Record one first, without --check.");
            return 1;
        }

        var again = Directory.CreateTempSubdirectory("fashion-check-").FullName;
        try
        {
            var code = await Runs.StartAsync(options with { Folder = again }, [.. chosen.Select(Repeat)]);
            if (code != 0)
                return code;
            var differs = false;
            foreach (var record in chosen)
            {
                var seeds = recorded.Where(other => (other.System, other.Protocol) == (record.System, record.Protocol)).Select(other => other.Test.Accuracy).ToList();
                var repeated = RunRecord.Load(Path.Combine(again, record.FileName));
                var (off, allowed) = (Math.Abs(repeated.Test.Accuracy - record.Test.Accuracy), Allowed(seeds, record.Test.Images));
                var agrees = off <= allowed;
                differs |= !agrees;
                Console.WriteLine($"{(agrees ? "agrees " : "DIFFERS")}  {record.FileName}: recorded {record.Test.Accuracy:P2}, again {repeated.Test.Accuracy:P2}, within {allowed:P2} allowed: {(agrees ? "yes" : "no")}");
            }
            return differs ? 1 : 0;
        }
        finally
        {
            Directory.Delete(again, recursive: true);
        }
    }

    /// <summary>
    /// How far two runs of one seed may lie apart, on another machine, say: as far as the recorded seeds do, and at least
    /// two standard errors of a share of so many test images.
    /// </summary>
    internal static double Allowed(IReadOnlyList<double> seeds, int images)
    {
        var mean = seeds.Average();
        return Math.Max(seeds.Max() - seeds.Min(), 2 * Math.Sqrt(mean * (1 - mean) / images));
    }

    private static WantedRun Repeat(RunRecord record)
    {
        var system = SystemCatalog.Find(record.System);
        return new WantedRun(
            system, system.Protocol(record.Protocol), record.Seed, Profile.Named(record.Profile), record.Epochs,
            record.Precision == "bfloat16" ? ScalarType.BFloat16 : ScalarType.Float32);
    }
}
