using System.ComponentModel.DataAnnotations;
using ConsoleAppFramework;

namespace FashionNotebooks.Results;

/// <summary>What the command line can ask for; its help is made of these comments.</summary>
internal static class Commands
{
    /// <summary>The word after environment/run.sh.</summary>
    public static string Name { get; set; } = "results";

    public static string Help => $"environment/run.sh {Name} --help lists the arguments.";

    private const int Largest = 1_000_000;

    /// <summary>
    /// Trains and judges systems outside notebooks; every run is a process and writes one file to data/results/. A run that was killed goes on after its last epoch when it is started again.
    /// </summary>
    /// <param name="seeds">Seeds 1 to this one.</param>
    /// <param name="seed">This seed alone, in this process.</param>
    /// <param name="check">Train again what is on record, and compare; exit code 1 where figures differ.</param>
    /// <param name="tolerance">For --check, in percentage points of accuracy, where processor, engine or threads are not the record's.</param>
    /// <param name="table">Train nothing; write the tables of README.md and data/results/README.md from the files.</param>
    /// <param name="compare">Train nothing; put the recorded runs side by side, with intervals, and say which differ by more than their seeds.</param>
    /// <param name="list">Train nothing; name the systems and their protocols.</param>
    /// <param name="profile">full (unless given), or quick: a part of the images, two epochs, files in artifacts/results/.</param>
    /// <param name="epochs">Instead of the recipe's.</param>
    /// <param name="precision">float32 (unless given), or bfloat16: up to twice as fast where the processor has it.</param>
    /// <param name="device">cpu or cuda, instead of what FASHION_DEVICE names, else a GPU if there is one.</param>
    /// <param name="jobs">Runs side by side, each with its share of the cores.</param>
    /// <param name="threads">Of one run, instead of its share of the cores.</param>
    /// <param name="folder">Where the files are, instead of data/results/.</param>
    /// <param name="robustness">Measure the accuracy on worsened test images, too; kept weights are not trained again.</param>
    /// <param name="imbalance">Instead of systems, the remedies for classes of unequal size: a file a seed in imbalance/.</param>
    /// <param name="systems">A system (all its protocols) or system/protocol each, or one .csx file that ends in a system of your own (files in results/ beside it); all unless named.</param>
    public static Task<int> Train(
        [Range(1, Largest)] int seeds = 1,
        [Range(1, Largest), HideDefaultValue] int? seed = null,
        bool check = false,
        [Range(0, 100.0)] double tolerance = 1,
        bool table = false,
        bool compare = false,
        bool list = false,
        [HideDefaultValue] string profile = "full",
        [Range(1, Largest), HideDefaultValue] int? epochs = null,
        [HideDefaultValue] string precision = "float32",
        [HideDefaultValue] string? device = null,
        [Range(1, Largest)] int jobs = 1,
        [Range(1, Largest), HideDefaultValue] int? threads = null,
        [HideDefaultValue] string? folder = null,
        bool robustness = false,
        bool imbalance = false,
        [Argument] params string[] systems) =>
        Reported(async () =>
        {
            var script = Script(systems);
            if (script is not null)
                systems = [SystemScript.Register(script).Name];
            var targets = systems.Length == 0 ? [.. SystemCatalog.All.SelectMany(system => Targets(system.Name))] : systems.SelectMany(Targets).ToList();
            folder ??= (Profile.Named(profile) == Profile.Full, script) switch
            {
                (true, null) => Workspace.Data("results"),
                (false, null) => Workspace.Artifact("results"),
                (true, _) => Path.Combine(Path.GetDirectoryName(script)!, "results"),
                (false, _) => Path.Combine(Path.GetDirectoryName(script)!, "results", "quick"),
            };
            var request = new RunRequest(
                "", "", 0, profile, precision, device ?? Machine.Device.type.ToString().ToLowerInvariant(), threads ?? Math.Max(1, Environment.ProcessorCount / jobs), folder)
            { Epochs = epochs, Robustness = robustness, Script = script };
            _ = (request.Size, request.Change(new())); // name what makes no sense
            int[] wanted = seed is { } one ? [one] : [.. Enumerable.Range(1, seeds)];
            if (list)
                return List(targets);
            if (compare)
                return Compare(folder, targets);
            if (table)
                return ReadmeTable.Write(folder);
            if (imbalance)
                return ImbalanceRuns.Train(request, wanted);
            if (check)
                return await Check(RunRecord.LoadAll(folder).Where(run => targets.Contains((run.System, run.Protocol)) && (seed ?? run.Seed) == run.Seed).ToList(), folder, script, jobs, tolerance / 100);
            var runs = (from target in targets from each in wanted select request with { System = target.System, Protocol = target.Protocol, Seed = each }).ToList();
            return seed is not null && runs is [var single] ? OneRun.Train(single) : await RunRequest.StartAsync(runs, jobs);
        });

    /// <summary>Writes a model whose weights are kept in data/models/ as a file for other programs.</summary>
    /// <param name="system">A system, or system/protocol.</param>
    /// <param name="format">onnx (unless given): images of 0 to 255 to probabilities; safetensors or pytorch: the weights alone.</param>
    /// <param name="output">The file, instead of one in artifacts/models/.</param>
    public static Task<int> Export([Argument] string system, [HideDefaultValue] string format = "onnx", [HideDefaultValue] string? output = null) =>
        Reported(() =>
        {
            var wanted = ModelFile.FormatNamed(format);
            output ??= Workspace.Artifact("models", system.Replace('/', '-') + ModelFile.Ending(wanted));
            try
            {
                TrainedModels.Export(system, output, wanted);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new ArgumentException($"{output} can't be written: {error.Message.TrimEnd('.')}. Name another file with --output.", error);
            }
            Console.WriteLine(Path.GetRelativePath(Environment.CurrentDirectory, output));
            return Task.FromResult(0);
        });

    /// <summary>
    /// Measures a model on photos of one's own: how many it names right, what it takes them for, and a page that shows what went wrong.
    /// </summary>
    /// <param name="folder">Photos and labels.csv, a line 'file,class' each, or a folder for each class.</param>
    /// <param name="model">One or two of data/models, apart by a comma, the second for sharp photos; unless given, those that the web page asks.</param>
    /// <param name="calibrate">Find on these photos how far the answers are to be believed, and write it to data/models/photos.json.</param>
    /// <param name="output">Where index.html and photos.json go, instead of artifacts/photos/.</param>
    public static Task<int> Photos([Argument] string folder, [HideDefaultValue] string? model = null, bool calibrate = false, [HideDefaultValue] string? output = null) =>
        Reported(() =>
        {
            var photos = PhotoFolder.Read(folder);
            var settings = model is null ? PhotoSettings.Load() : PhotoSettings.Of(model.Split(','));
            if (calibrate)
            {
                var others = SamplePhotos.Others().Select(path => new LabeledPhoto(path, Path.GetFileName(path), PhotoFolder.None));
                settings = PhotoCalibration.Fit([.. photos, .. others], [.. settings.Networks.Select(network => network.Name)]);
                settings.Save(PhotoSettings.DefaultPath);
                Console.WriteLine($"{Path.GetRelativePath(Workspace.Root, PhotoSettings.DefaultPath)}: areas under ROC curves, right against foreign: "
                    + string.Join(", ", settings.Evidence!.Auroc.Select(each => $"{each.Key} {each.Value:F2}")) + "\n");
            }
            using var networks = new PhotoModel(settings);
            var report = new PhotoReport(PhotoTrial.Run(photos, networks), settings);
            output ??= Workspace.Artifact("photos");
            report.Save(output);
            Console.WriteLine($"{report}\nThe page: {Path.Combine(output, "index.html")}");
            return Task.FromResult(0);
        });

    /// <summary>One run, for the processes that this program starts.</summary>
    /// <param name="request">A request in JSON.</param>
    public static Task<int> Run(string request) => Reported(() => Task.FromResult(OneRun.Train(RunRequest.Parse(request))));

    public static void Report(string message) => Console.Error.WriteLine($"{Name}: {message}");

    /// <summary>Trains again what is on record, and compares: 0 where every figure came out again, 1 where one did not.</summary>
    private static async Task<int> Check(List<RunRecord> recorded, string folder, string? script, int jobs, double tolerance)
    {
        if (recorded.Count == 0)
        {
            Report($"{folder} holds no run of what was asked for. Record one first, without --check.");
            return 1;
        }
        var again = Directory.CreateTempSubdirectory("fashion-check-").FullName;
        try
        {
            if (await RunRequest.StartAsync([.. recorded.Select(record => RunRequest.Again(record, again) with { Script = script })], jobs) is var code and not 0)
                return code;
            var comparisons = recorded.ConvertAll(record => new RunComparison(record, RunRecord.Load(Path.Combine(again, record.FileName)), tolerance));
            comparisons.ForEach(Console.WriteLine);
            return comparisons.TrueForAll(comparison => comparison.Agrees) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(again, recursive: true);
        }
    }

    private static int Compare(string folder, List<(string, string)> targets)
    {
        var summaries = ResultsTable.OnRecord(folder).Where(summary => targets.Contains((summary.System, summary.Protocol))).ToList();
        if (summaries.Count == 0)
        {
            Report($"{folder} holds no run of what was asked for. Record one first, without --compare.");
            return 1;
        }
        Console.Write(Tables.Compare(summaries));
        return 0;
    }

    /// <summary>The full path of the script among the systems, which then stands alone; null where there is none.</summary>
    private static string? Script(string[] systems)
    {
        var script = systems.FirstOrDefault(name => name.EndsWith(SystemScript.Ending, StringComparison.Ordinal));
        if (script is not null && systems.Length > 1)
            throw new ArgumentException($"{script} is run alone: name the other systems in a run of their own.");
        return script is null ? null : Path.GetFullPath(script);
    }

    private static int List(List<(string, string)> targets)
    {
        foreach (var (name, protocolName) in targets)
        {
            var protocol = SystemCatalog.Find(name).Protocol(protocolName);
            Console.WriteLine($"{name}/{protocol.Name}: {protocol.Description}; {protocol.Training.Epochs} epochs");
        }
        return 0;
    }

    private static IEnumerable<(string System, string Protocol)> Targets(string name)
    {
        if (name.StartsWith('-'))
            throw new ArgumentException($"{name} stands among the systems: name these first, then the options.");
        var (system, protocol) = SystemCatalog.FindProtocol(name);
        return name == system.Name ? system.Protocols.Select(each => (system.Name, each.Name)) : [(system.Name, protocol.Name)];
    }

    /// <summary>The exit code of work; where it fails, what it says is reported in one sentence.</summary>
    private static async Task<int> Reported(Func<Task<int>> work)
    {
        try
        {
            Engine.Start();
            return await work();
        }
        catch (ArgumentException wrong)
        {
            Report($"{wrong.Message.Replace($" (Parameter '{wrong.ParamName}')", "", StringComparison.Ordinal)} {Help}");
            return 2;
        }
        catch (NotSupportedException unable) when (unable is not PlatformNotSupportedException)
        {
            Report(unable.Message);
            return 2;
        }
        catch (PhotoException wrong)
        {
            Report(wrong.Message);
            return 2;
        }
        catch (OperationCanceledException stopped)
        {
            Report($"{stopped.Message} Start it again to go on.");
            return 130;
        }
        catch (Exception error) when (error is PlatformNotSupportedException or InvalidDataException or IOException or UnauthorizedAccessException or TrainingDivergedException or InvalidOperationException)
        {
            Report(error.Message);
            return 1;
        }
    }
}
