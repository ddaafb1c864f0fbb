using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace FashionNotebooks;

/// <summary>What a run ran on: figures mean little without it.</summary>
public static class Machine
{
    /// <summary>Processor, number of cores and, where there is one, GPU.</summary>
    public static string Hardware =>
        $"{Processor}, {Environment.ProcessorCount} {(Environment.ProcessorCount == 1 ? "core" : "cores")}" + (torch.cuda.is_available() ? $", {torch.cuda.device_count()} CUDA GPU" : ", no GPU");

    /// <summary>The vector instructions for which libtorch has kernels of its own; they round each in their way.</summary>
    public static string Instructions => Avx512BW.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : $"{RuntimeInformation.ProcessArchitecture}";

    /// <summary>.NET and libtorch with their versions.</summary>
    public static string Software => $"{RuntimeInformation.FrameworkDescription}, libtorch {torch.__version__}";

    /// <summary>Where models are trained unless a run says otherwise: what the environment variable FASHION_DEVICE names, cpu or cuda; where it is not set, a GPU that libtorch finds, else the CPU.</summary>
    /// <exception cref="ArgumentException">It names neither, or a GPU that is not there.</exception>
    public static torch.Device Device => Environment.GetEnvironmentVariable("FASHION_DEVICE") is { Length: > 0 } name
        ? DeviceNamed(name)
        : torch.cuda.is_available() ? torch.CUDA : torch.CPU;

    /// <summary>cpu or cuda.</summary>
    /// <exception cref="ArgumentException">The name is neither, or libtorch finds no CUDA GPU: nothing is trained on the CPU in its stead.</exception>
    public static torch.Device DeviceNamed(string name) => name switch
    {
        "cpu" => torch.CPU,
        "cuda" when torch.cuda.is_available() => torch.CUDA,
        "cuda" => throw new ArgumentException(
            "CUDA was asked for, but libtorch finds no CUDA GPU here: give it one (its driver, a CUDA libtorch, a container started with --gpus all), or ask for the CPU with FASHION_DEVICE=cpu or --device cpu."),
        _ => throw new ArgumentException($"The device is '{name}'; it must be cpu or cuda."),
    };

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
