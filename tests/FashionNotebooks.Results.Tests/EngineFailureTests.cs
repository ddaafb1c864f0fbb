using System.Diagnostics;

namespace FashionNotebooks.Results.Tests;

/// <summary>A program on a machine that can't load TorchSharp's library: a copy of its folder in which that library is another.</summary>
public sealed class EngineFailureTests : IDisposable
{
    private const string Native = "runtimes/linux-x64/native";

    // Hard links, as the build makes them: half a gigabyte is not copied.
    private readonly string program = Path.Combine(AppContext.BaseDirectory, "..", Path.GetRandomFileName());

    public EngineFailureTests()
    {
        using var copy = Process.Start("cp", ["-al", AppContext.BaseDirectory, program]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    public void Dispose() => Directory.Delete(program, recursive: true);

    [Fact]
    public void A_library_that_is_missing_is_named()
    {
        File.Delete(Path.Combine(program, Native, "libLibTorchSharp.so"));

        Fails("there is no libLibTorchSharp.so for linux-x64");
    }

    [Fact]
    public void A_file_that_is_no_library_is_named_with_the_loader_s_reason()
    {
        var library = Path.Combine(program, Native, "libLibTorchSharp.so");
        File.Delete(library);
        File.WriteAllText(library, "no library");

        Fails("libLibTorchSharp.so: file too short");
    }

    [Fact]
    public void A_libtorch_that_is_missing_is_named()
    {
        File.Delete(Path.Combine(program, Native, "libtorch_cpu.so"));

        Fails("libtorch_cpu.so: cannot open shared object file");
    }

    private void Fails(string reason)
    {
        var (exitCode, output, error) = ResultsProgram.Finish(ResultsProgram.StartIn(program, "no-such-system"));

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.StartsWith("results: libtorch can't be loaded (", error);
        Assert.Contains(reason, error);
        Assert.EndsWith("run environment/setup.sh and build again; it runs on Linux (x64, glibc), Windows (x64) and macOS (arm64).", error.TrimEnd());
        Assert.Single(error.TrimEnd().Split('\n'));
    }
}
