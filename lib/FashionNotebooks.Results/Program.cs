using FashionNotebooks;
using FashionNotebooks.Results;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(ResultsOptions.Usage);
    return 0;
}
ResultsOptions options;
try
{
    Engine.Start();
    options = ResultsOptions.Parse(args);
}
catch (PlatformNotSupportedException missing)
{
    Console.Error.WriteLine($"results: {missing.Message}");
    return 1;
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine($"results: {wrong.Message} environment/run.sh results --help lists the options.");
    return 2;
}
try
{
    if (options.List)
        return List();
    if (options.Table)
    {
        ReadmeTable.Write(Path.Combine(Workspace.Root, "README.md"), options.Folder);
        return 0;
    }
    if (options.Imbalance)
        return ImbalanceRuns.Train(options);
    if (options.Check)
        return await ResultsCheck.RunAsync(options);
    if (options is { OneSeed: true, Targets: [var target] })
        return OneRun.Train(target.System, target.Protocol, options);
    return await Runs.StartAsync(options, Runs.Wanted(options));
}
catch (OperationCanceledException stopped)
{
    Console.Error.WriteLine($"results: {stopped.Message} Start it again to go on.");
    return 130;
}
catch (Exception error) when (error is InvalidDataException or IOException or TrainingDivergedException or InvalidOperationException)
{
    Console.Error.WriteLine($"results: {error.Message}");
    return 1;
}

static int List()
{
    foreach (var system in SystemCatalog.All)
        foreach (var protocol in system.Protocols)
            Console.WriteLine($"{system.Name}/{protocol.Name}: {protocol.Description}; {protocol.Training.Epochs} epochs");
    return 0;
}
