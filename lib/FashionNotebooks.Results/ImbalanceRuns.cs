namespace FashionNotebooks.Results;

/// <summary>The study of imbalance, trained in this process; a file a seed, written after every model.</summary>
internal static class ImbalanceRuns
{
    public static int Train(ResultsOptions options)
    {
        Engine.Start(options.Threads);
        var settings = options.Settings;
        foreach (var seed in options.Seeds)
        {
            var record = new ImbalanceRecord
            {
                Seed = seed,
                Profile = settings.Profile.Name,
                MostCommon = ImbalanceStudy.MostCommon(settings.Profile),
                Epochs = settings.Epochs ?? ImbalanceStudy.Epochs(settings.Profile),
                Precision = settings.Precision.ToString().ToLowerInvariant(),
                Device = settings.Device.type.ToString().ToLowerInvariant(),
                Threads = options.Threads,
                Runs = [],
            };
            record = record with { Runs = SoFar(record, options.Folder) };
            foreach (var profile in ImbalanceStudy.Profiles)
                foreach (var remedy in Remedy.All.Where(remedy => !record.Runs.Any(run => (run.Profile, run.Remedy) == (profile.Name, remedy.Name))))
                {
                    var run = ImbalanceStudy.Train(profile, remedy, seed, settings with { Progress = null });
                    record = record with { Runs = [.. record.Runs, run] };
                    record.Save(options.Folder);
                    Console.WriteLine($"seed {seed}, {profile}, {remedy}: accuracy {run.Accuracy:P2}, recall of rare classes {run.RareRecall:P2}");
                }
        }
        return 0;
    }

    /// <summary>What a study that was stopped had trained, if it was the same study.</summary>
    private static IReadOnlyList<ImbalanceRun> SoFar(ImbalanceRecord wanted, string folder)
    {
        var path = ImbalanceRecord.PathOf(folder, wanted.Seed);
        if (!File.Exists(path))
            return [];
        var found = ImbalanceRecord.Load(path);
        var isSame = (found.Profile, found.MostCommon, found.Epochs, found.Precision, found.Commit) == (wanted.Profile, wanted.MostCommon, wanted.Epochs, wanted.Precision, wanted.Commit);
        return isSame && found.Runs.Count < ImbalanceStudy.Profiles.Count * Remedy.All.Count ? found.Runs : [];
    }
}
