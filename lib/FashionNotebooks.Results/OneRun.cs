namespace FashionNotebooks.Results;

/// <summary>One system, one protocol, one seed: trained in this process, recorded in one file.</summary>
internal static class OneRun
{
    public static int Train(RunRequest request)
    {
        Console.WriteLine(Engine.Start(request.Threads));
        if (request.Script is { } script && !SystemCatalog.All.Any(known => known.Name == request.System))
            SystemScript.Register(script);
        var (system, seed, size) = (SystemCatalog.Find(request.System), request.Seed, request.Size);
        var protocol = system.Protocol(request.Protocol);
        var kept = request.Folder == Workspace.Data("results") ? TrainedModels.NameOf(system, protocol, seed) : null;
        // Kept weights can be judged once more without being trained again.
        if (request.Robustness && kept is not null && TrainedModels.Names.Contains(kept))
        {
            Console.WriteLine($"{system.Name}/{protocol.Name}, seed {seed}: with the weights of data/models/");
            return Save(WithRobustness(TrainedModels.Record(kept), images => TrainedModels.Predict(kept, images)), request.Folder);
        }

        // A run that is started again with other settings is another run. The trainer refuses what else differs: recipe, data, engine.
        var name = $"{system.Name}-{protocol.Name}-seed{seed}-{size}-{request.Epochs ?? protocol.Training.Epochs}-{request.Precision}-{request.Threads}";
        var checkpoints = Workspace.Artifact("runs", name.ToLowerInvariant());
        Console.WriteLine($"{system.Name}/{protocol.Name}, seed {seed}, {size} profile: {protocol.Description}");

        var (run, record) = RecordedRun.Train(system, protocol.Name, seed, size, recipe => request.Change(recipe) with
        {
            CheckpointFolder = request.Afresh ? null : checkpoints,
            Resume = !request.Afresh,
            Progress = new ProgressBar(rewrites: !Console.IsOutputRedirected),
        });
        using var model = run.Model;
        if (kept is not null)
            record = record with { Weights = TrainedModels.Keep(kept, model) };
        if (request.Script is not null && !request.Afresh)
            Checkpoint.Save(model, Path.Combine(request.Folder, Path.ChangeExtension(record.FileName, ".dat")));
        Console.WriteLine($"test accuracy {record.Test.Accuracy:P2}, loss {record.Test.Loss:F4}, {record.Epochs} epochs of {record.SecondsPerEpoch:F1} s");
        if (request.Robustness)
            record = WithRobustness(record, run.Predict);
        Save(record, request.Folder);
        if (!request.Afresh)
            Directory.Delete(checkpoints, recursive: true);
        return 0;
    }

    /// <summary>Judged on the test images that the run was judged on, made worse.</summary>
    private static RunRecord WithRobustness(RunRecord record, Func<LabeledImages, Predictions> predict)
    {
        var test = FashionMnist.Load().Test;
        return record with { Robustness = Robustness.Measure(predict, record.Test.Images == test.Count ? test : test.Subset(record.Test.Images, record.Seed), progress: Console.Out) };
    }

    private static int Save(RunRecord record, string folder)
    {
        Console.WriteLine(Path.GetRelativePath(Workspace.Root, record.Save(folder)));
        return 0;
    }
}
