using System.Diagnostics;
using FashionNotebooks;

namespace Notebooks.Tests;

/// <summary>The scripts under environment/, given what they can't use.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string stubs = Directory.CreateTempSubdirectory().FullName;
    private readonly string copy = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        Directory.Delete(stubs, recursive: true);
        Directory.Delete(copy, recursive: true);
    }

    // web-arguments

    [Theory]
    [InlineData("run.sh", "--profile medium", "quick or full")]
    [InlineData("run.sh", "--profile", "quick or full")]
    [InlineData("run.sh", "--jobs", "--jobs needs a number")]
    [InlineData("run.sh", "--jobs 0", "--jobs is '0'; it must be a number of notebooks, 1 or more")]
    [InlineData("run.sh", "--fast", "unknown option '--fast'")]
    [InlineData("run.sh", "99-nothing", "no notebook '99-nothing'; there are: 01-explore")]
    [InlineData("run.sh", "pictures robustness", "pictures takes no argument")]
    [InlineData("setup.sh", "everything", "unknown argument 'everything'")]
    [InlineData("setup.sh", "--help", "unknown argument '--help'")]
    [InlineData("build.sh", "lib/Nothing", "no project 'lib/Nothing'")]
    [InlineData("test.sh", "thorough", "unknown argument 'thorough'")]
    [InlineData("bench.sh", "", "say what to measure: train, data, kernel or web")]
    [InlineData("bench.sh", "train --fast", "unknown argument '--fast'")]
    [InlineData("bench.sh", "web --clients", "--clients needs a positive number")]
    [InlineData("bench.sh", "train --turns many", "--turns needs a positive number")]
    public void Arguments_that_make_no_sense_are_named(string script, string arguments, string message)
    {
        var (exitCode, _, error) = Run(script, arguments, Workspace.Root);

        Assert.Equal(2, exitCode);
        Assert.Contains(message, Assert.Single(error.TrimEnd().Split('\n')));
    }

    [Theory]
    [InlineData("", "--output artifacts --jobs 2 notebooks/01-a.ipynb")]
    [InlineData("solutions --jobs 3", "--output artifacts/solutions --jobs 3 notebooks/solutions/01-a.ipynb")]
    [InlineData("--profile full", "--output artifacts --jobs 1 notebooks/01-a.ipynb")]
    [InlineData("--in-place solutions/01-a", "--output artifacts/solutions --jobs 2 --in-place notebooks/solutions/01-a.ipynb")]
    public void Solutions_run_when_they_are_asked_for_and_have_a_folder_of_their_own(string arguments, string options)
    {
        CopyOf("environment/run.sh");
        foreach (var script in (string[])["setup.sh", "build.sh"])
            Executable(Path.Combine(copy, "environment", script), "true");
        foreach (var folder in (string[])["notebooks", "notebooks/solutions"])
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(copy, folder)).FullName, "01-a.ipynb"), "{}");
        Stub("dotnet", "echo \"$@\"");

        var (exitCode, output, error) = Run("run.sh", arguments, copy, ("PATH", StubsFirst));

        Assert.True(exitCode == 0, error);
        Assert.EndsWith(options, output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_libtorch_that_does_not_exist_is_refused_before_anything_changes()
    {
        CopySetup();

        var (exitCode, _, error) = Run("setup.sh", "", copy, ("PATH", StubsFirst), ("FASHION_TORCH", "tpu"));

        Assert.Equal(1, exitCode);
        Assert.Contains("FASHION_TORCH is 'tpu'; it must be cpu or cuda-linux", error);
        Assert.False(File.Exists(TorchProps));
    }

    [Theory]
    [InlineData("exit 0", "", "cuda-linux")]
    [InlineData("exit 9", "", "cpu")] // the program is there, the GPU is not
    [InlineData("exit 0", "cpu", "cpu")]
    [InlineData("exit 9", "cuda-linux", "cuda-linux")]
    public void The_libtorch_is_chosen_by_whether_there_is_a_GPU_unless_it_is_named(string nvidiaSmi, string named, string torch)
    {
        CopySetup();
        Stub("nvidia-smi", nvidiaSmi);

        var (exitCode, output, error) = Run("setup.sh", "", copy, ("PATH", StubsFirst), ("FASHION_TORCH", named));
        var again = Run("setup.sh", "", copy, ("PATH", StubsFirst), ("FASHION_TORCH", named));

        Assert.True(exitCode == 0, error);
        Assert.Contains($"libtorch: {torch}", output);
        Assert.Contains($"<FashionTorch>{torch}</FashionTorch>", File.ReadAllText(TorchProps));
        Assert.Equal((0, "", ""), again);
    }

    [Fact]
    public void Without_root_the_missing_packages_are_listed_with_their_purpose()
    {
        Stub("dpkg-query", "exit 1");
        Stub("id", "echo 1000");
        Stub("sudo", "exit 1");

        var (exitCode, _, error) = Run("setup.sh", "tests", Workspace.Root, ("PATH", StubsFirst));

        Assert.Equal(1, exitCode);
        Assert.Contains("missing: python3-nbformat (tests: checks that written notebooks are valid)", error);
        Assert.Contains("ask for: apt-get install", error);
        var command = error[error.IndexOf("apt-get install", StringComparison.Ordinal)..].Split([' ', '\n']);
        Assert.Superset(new HashSet<string> { "libzmq5", "python3-nbformat" }, command.ToHashSet());
        Assert.DoesNotContain("dataset-fashion-mnist", command);
    }

    [Fact]
    public void Without_root_what_can_be_done_without_is_named_and_left_out()
    {
        CopySetup();
        Stub("dpkg-query", "case $* in *libzmq5*) echo installed ;; *) exit 1 ;; esac");
        Stub("id", "echo 1000");
        Stub("sudo", "exit 1");

        var (exitCode, output, error) = Run("setup.sh", "pages", copy, ("PATH", StubsFirst));

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("going on without dataset-fashion-mnist (the 70,000 images", output);
        Assert.Contains("going on without chromium (draws pictures of charts)", output);
        Assert.Contains("going on without python3-nbconvert (turns notebooks into pages)", output);
    }

    [Fact]
    public void A_system_whose_apt_lacks_chromium_gets_the_rest()
    {
        CopySetup();
        Stub("dpkg-query", "exit 1");
        Stub("id", "echo 0");
        Stub("apt-get", $"echo \"$@\" >>{stubs}/log");
        Stub("apt-cache", "case $2 in chromium) exit 100 ;; esac");

        var (exitCode, output, error) = Run("setup.sh", "pages", copy, ("PATH", StubsFirst));

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("going on without chromium", output);
        Assert.Equal(["update -qq", "install -y -qq --no-install-recommends libzmq5 dataset-fashion-mnist python3-nbconvert"], File.ReadAllLines(Path.Combine(stubs, "log")));
    }

    [Fact]
    public void Setting_up_again_says_nothing()
    {
        Run("setup.sh", "tests", Workspace.Root);

        var (exitCode, output, error) = Run("setup.sh", "tests", Workspace.Root);

        Assert.Equal((0, "", ""), (exitCode, output, error));
    }

    private string StubsFirst => $"{stubs}:{Environment.GetEnvironmentVariable("PATH")}";

    /// <summary>The set-up alone, so that what it records does not change this checkout.</summary>
    private void CopySetup()
    {
        CopyOf(Path.Combine("environment", "setup.sh"));
        CopyOf(Path.Combine("environment", "kernel", "kernelspec", "kernel.js"));
        Stub("npm", "exit 1");
    }

    private string TorchProps => Path.Combine(copy, "environment", "torch.props");

    private void CopyOf(string file)
    {
        var path = Path.Combine(copy, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(Path.Combine(Workspace.Root, file), path);
    }

    private void Stub(string name, string body) => Executable(Path.Combine(stubs, name), body);

    private static void Executable(string path, string body)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (int ExitCode, string Output, string Error) Run(string script, string arguments, string root, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(root, "environment", script), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What a test registers is not what Jupyter finds on this machine.
        start.Environment["JUPYTER_DATA_DIR"] = Path.Combine(stubs, "jupyter");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
