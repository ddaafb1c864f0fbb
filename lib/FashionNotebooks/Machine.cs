using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace FashionNotebooks;

/// <summary>What a run ran on: figures mean little without it.</summary>
public static class Machine
{
    /// <summary>nuget (the real packages) or offline (environment/offline), as the library was built.</summary>
    public static string Feed { get; } = typeof(Machine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == "FashionFeed")?.Value ?? "unknown";

    /// <summary>Processor, number of cores and, where there is one, GPU.</summary>
    public static string Hardware =>
        $"{Processor}, {Environment.ProcessorCount} cores" + (torch.cuda.is_available() ? $", {torch.cuda.device_count()} CUDA GPU" : ", no GPU");

    /// <summary>.NET and libtorch with their versions.</summary>
    public static string Software => $"{RuntimeInformation.FrameworkDescription}, libtorch {torch.__version__}";

    /// <summary>
    /// Lets libtorch use every core, which Debian's does not do by itself, and says what this machine is, in one line.
    /// Results on the CPU are equal from run to run for one number of threads.
    /// </summary>
    public static string Prepare()
    {
        torch.set_num_threads(Environment.ProcessorCount);
        return $"{Feed} feed, {Software}, {Hardware}, profile {Profile.Current}";
    }

    private static string Processor
    {
        get
        {
            const string Key = "model name";
            if (!File.Exists("/proc/cpuinfo"))
                return RuntimeInformation.ProcessArchitecture.ToString();
            var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal));
            return line?[(line.IndexOf(':') + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        }
    }
}
