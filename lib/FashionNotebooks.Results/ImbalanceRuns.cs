namespace FashionNotebooks.Results;

/// <summary>The study of imbalance, trained in this process; a file a seed, written after every model.</summary>
internal static class ImbalanceRuns
{
    public static int Train(RunRequest request, IReadOnlyList<int> seeds)
    {
        Engine.Start(request.Threads);
        var size = request.Size;
        foreach (var seed in seeds)
        {
            var record = new ImbalanceRecord
            {
                Seed = seed,
                Profile = size.Name,
                MostCommon = ImbalanceStudy.MostCommon(size),
                Epochs = request.Epochs ?? ImbalanceStudy.Epochs(size),
                Precision = request.Precision,
                Device = request.Device,
                Threads = request.Threads,
                Hardware = Machine.Hardware,
                Software = Machine.Software,
                Commit = SourceCommit.Now,
                Date = DateOnly.FromDateTime(DateTime.UtcNow),
                Build = typeof(ImbalanceStudy).Module.ModuleVersionId.ToString(),
                Runs = [],
            };
            record = SoFar(record, request.Folder);
            foreach (var profile in ImbalanceStudy.Profiles)
                foreach (var remedy in Remedy.All.Where(remedy => !record.Runs.Any(run => (run.Profile, run.Remedy) == (profile.Name, remedy.Name))))
                {
                    var run = ImbalanceStudy.Train(profile, remedy, seed, size, recipe => request.Change(recipe) with { Progress = null });
                    record = record with { Runs = [.. record.Runs, run], CommitAtEnd = SourceCommit.Now };
                    record.Save(request.Folder);
                    Console.WriteLine($"seed {seed}, {profile}, {remedy}: accuracy {run.Accuracy:P2}, recall of rare classes {run.RareRecall:P2}");
                }
        }
        return 0;
    }

    /// <summary>A study that was stopped, if it was the same one and is not at its end; else the one wanted.</summary>
    private static ImbalanceRecord SoFar(ImbalanceRecord wanted, string folder)
    {
        var path = ImbalanceRecord.PathOf(folder, wanted.Seed);
        if (!File.Exists(path))
            return wanted;
        var found = ImbalanceRecord.Load(path);
        var isSame = found == wanted with { Runs = found.Runs, Commit = found.Commit, CommitAtEnd = found.CommitAtEnd, Date = found.Date };
        return isSame && found.Runs.Count < ImbalanceStudy.Profiles.Count * Remedy.All.Count ? found : wanted;
    }
}
