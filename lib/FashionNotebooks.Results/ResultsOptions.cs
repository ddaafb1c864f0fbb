using System.Globalization;
using static TorchSharp.torch;

namespace FashionNotebooks.Results;

/// <summary>What the command line asks for.</summary>
internal sealed record ResultsOptions
{
    public const string Usage = """
        Trains and judges systems outside notebooks; every run is a process and writes one file to data/results/.

          environment/run.sh results [system | system/protocol ...] [options]

          --seeds N           seeds 1 to N (default 1)
          --seed N            this seed alone: one process, one file
          --check             train again what is on record, and compare; exit code 1 where figures differ
          --table             train nothing; write the tables of README.md from the files
          --profile NAME      full (default), or quick: a part of the images, two epochs, files in artifacts/results/
          --epochs N          instead of the recipe's
          --precision NAME    float32 (default) or bfloat16: up to twice as fast where the processor has it
          --device NAME       cpu or cuda (default: what FASHION_DEVICE names, else a GPU if there is one)
          --jobs N            runs side by side, each with its share of the cores (default 1)
          --threads N         of one run (default: all cores, or the share of them)
          --folder PATH       where the files are, instead of data/results/
          --robustness        measure the accuracy on worsened test images, too; kept weights are not trained again
          --imbalance         instead of systems, the remedies for classes of unequal size, a file a seed in imbalance/
          --list              the systems and their protocols

        A run that was killed goes on after its last epoch when it is started again.
        """;

    public IReadOnlyList<(ClassifierSystem System, Protocol Protocol)> Targets { get; init; } = [];

    public IReadOnlyList<int> Seeds { get; init; } = [1];

    /// <summary>One seed was named, so that this process trains itself.</summary>
    public bool OneSeed { get; init; }

    public bool Check { get; init; }

    public bool Table { get; init; }

    public bool List { get; init; }

    public bool Robustness { get; init; }

    public bool Imbalance { get; init; }

    public int Jobs { get; init; } = 1;

    public int Threads { get; init; } = Environment.ProcessorCount;

    public string Folder { get; init; } = "";

    public RunSettings Settings { get; init; } = new();

    /// <exception cref="ArgumentException">An argument is unknown or makes no sense.</exception>
    public static ResultsOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ResultsOptions();
        var settings = new RunSettings { Profile = Profile.Full };
        var targets = new List<(ClassifierSystem, Protocol)>();
        string? folder = null;
        int? threads = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            string Value() => ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"{name} needs a value.");
            int Number() => int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new ArgumentException($"{name} needs a whole number of at least 1, but got '{arguments[i]}'.");
            switch (name)
            {
                case "--seeds": options = options with { Seeds = [.. Enumerable.Range(1, Number())] }; break;
                case "--seed": options = options with { Seeds = [Number()], OneSeed = true }; break;
                case "--check": options = options with { Check = true }; break;
                case "--table": options = options with { Table = true }; break;
                case "--robustness": options = options with { Robustness = true }; break;
                case "--imbalance": options = options with { Imbalance = true }; break;
                case "--list": options = options with { List = true }; break;
                case "--jobs": options = options with { Jobs = Number() }; break;
                case "--threads": threads = Number(); break;
                case "--folder": folder = Value(); break;
                case "--epochs": settings = settings with { Epochs = Number() }; break;
                case "--profile": settings = settings with { Profile = Profile.Named(Value()) }; break;
                case "--precision": settings = settings with { Precision = PrecisionNamed(Value()) }; break;
                case "--device": settings = settings with { Device = Machine.DeviceNamed(Value()) }; break;
                case ['-', ..]: throw new ArgumentException($"Unknown option '{name}'.");
                default: targets.AddRange(TargetsNamed(name)); break;
            }
        }
        return options with
        {
            Targets = targets.Count > 0 ? targets : [.. SystemCatalog.All.SelectMany(system => TargetsNamed(system.Name))],
            Settings = settings,
            Threads = threads ?? Math.Max(1, Environment.ProcessorCount / options.Jobs),
            Folder = folder ?? (settings.Profile == Profile.Full ? Workspace.Data("results") : Workspace.Artifact("results")),
        };
    }

    private static IEnumerable<(ClassifierSystem, Protocol)> TargetsNamed(string name)
    {
        var (system, protocol) = SystemCatalog.FindProtocol(name);
        return name == system.Name ? system.Protocols.Select(each => (system, each)) : [(system, protocol)];
    }

    private static ScalarType PrecisionNamed(string name) => name switch
    {
        "float32" => ScalarType.Float32,
        "bfloat16" => ScalarType.BFloat16,
        _ => throw new ArgumentException($"The precision is '{name}'; it must be float32 or bfloat16."),
    };
}
