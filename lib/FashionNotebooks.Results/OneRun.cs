using FashionNotebooks.Evaluation;
using FashionNotebooks.Systems;
using FashionNotebooks.Training;
using TorchSharp;

namespace FashionNotebooks.Results;

/// <summary>One system, one protocol, one seed: trained in this process, recorded in one file.</summary>
internal static class OneRun
{
    public static int Train(ClassifierSystem system, Protocol protocol, ResultsOptions options)
    {
        Machine.Prepare();
        torch.set_num_threads(options.Threads);
        var seed = options.Seeds[0];
        var settings = options.Settings;
        // A run that is started again with other settings is another run.
        var name = $"{system.Name}-{protocol.Name}-seed{seed}-{settings.Profile}-{settings.Epochs ?? protocol.Training.Epochs}-{settings.Precision}";
        var checkpoints = Workspace.Artifact("runs", name.ToLowerInvariant());
        Console.WriteLine($"{system.Name}/{protocol.Name}, seed {seed}, {settings.Profile} profile: {protocol.Description}");

        SystemRun run;
        try
        {
            run = SystemRun.Train(system, protocol.Name, seed, settings with { CheckpointFolder = checkpoints, Progress = Console.IsOutputRedirected ? new LogWriter(Console.Out) : Console.Out });
        }
        catch (OperationCanceledException stopped)
        {
            Console.Error.WriteLine($"results: {stopped.Message} Start it again to go on.");
            return 130;
        }
        using var model = run.Model;
        var record = run.Record;
        if (options.Folder == Workspace.Data("results") && TrainedModels.Keeps(system, protocol, seed))
            record = record with { Weights = TrainedModels.Keep(system, model) };
        var path = record.Save(options.Folder);
        Directory.Delete(checkpoints, recursive: true);
        Console.WriteLine($"test accuracy {record.Test.Accuracy:P2}, loss {record.Test.Loss:F4}, {record.Epochs} epochs of {record.SecondsPerEpoch:F1} s: {Path.GetRelativePath(Workspace.Root, path)}");
        return 0;
    }
}
