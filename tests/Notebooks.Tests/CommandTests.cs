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

    [Theory]
    [InlineData("run.sh", "--profile medium", "quick or full")]
    [InlineData("run.sh", "--profile", "quick or full")]
    [InlineData("run.sh", "--fast", "unknown option '--fast'")]
    [InlineData("run.sh", "99-nothing", "no notebook '99-nothing'; there are: 01-explore")]
    [InlineData("setup.sh", "everything", "unknown argument 'everything'")]
    [InlineData("bench.sh", "--turns many", "'many' is no positive number")]
    public void Arguments_that_make_no_sense_are_named(string script, string arguments, string message)
    {
        var (exitCode, _, error) = Run(script, arguments, Workspace.Root);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(message, error);
    }

    [Theory]
    [InlineData("", "--output artifacts notebooks/01-a.ipynb")]
    [InlineData("solutions", "--output artifacts/solutions notebooks/solutions/01-a.ipynb")]
    [InlineData("--in-place solutions/01-a", "--output artifacts/solutions --in-place notebooks/solutions/01-a.ipynb")]
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

    [Theory]
    [InlineData("FASHION_FEED", "cloud", "nuget or offline")]
    [InlineData("FASHION_TORCH", "tpu", "cpu or cuda-linux")]
    public void A_choice_that_does_not_exist_is_refused_before_anything_changes(string variable, string value, string message)
    {
        var props = Path.Combine(Workspace.Root, "environment", "feed.props");
        var before = File.ReadAllText(props);

        var (exitCode, _, error) = Run("setup.sh", "", Workspace.Root, (variable, value));

        Assert.Equal(1, exitCode);
        Assert.Contains($"{variable} is '{value}'; it must be {message}", error);
        Assert.Equal(before, File.ReadAllText(props));
    }

    [Theory]
    [InlineData(0, "nuget")]
    [InlineData(1, "offline")]
    public void The_feed_is_found_out_by_restoring_from_it_and_recorded(int restoreExitCode, string feed)
    {
        CopySetup();
        Stub("dotnet", $"[ \"$1\" != restore ] || exit {restoreExitCode}");

        var (exitCode, output, error) = Run("setup.sh", "", copy, ("PATH", StubsFirst));

        Assert.True(exitCode == 0, error);
        Assert.Contains($"feed: {feed}", output);
        Assert.Contains($"<FashionFeed>{feed}</FashionFeed>", File.ReadAllText(Path.Combine(copy, "environment", "feed.props")));
    }

    [Fact]
    public void A_feed_that_is_chosen_is_not_looked_for_and_stays_chosen()
    {
        CopySetup();
        Stub("dotnet", "[ \"$1\" != restore ] || { echo looked; exit 1; }");

        var chosen = Run("setup.sh", "", copy, ("PATH", StubsFirst), ("FASHION_FEED", "nuget"), ("FASHION_TORCH", "cuda-linux"));
        var again = Run("setup.sh", "", copy, ("PATH", StubsFirst));

        Assert.Contains("feed: nuget", chosen.Output);
        Assert.Equal((0, "", ""), again);
        var props = File.ReadAllText(Path.Combine(copy, "environment", "feed.props"));
        Assert.Contains("<FashionFeed>nuget</FashionFeed>", props);
        Assert.Contains("<FashionTorch>cuda-linux</FashionTorch>", props);
    }

    [Fact]
    public void Without_root_the_missing_packages_are_listed_with_their_purpose()
    {
        Stub("dpkg-query", "exit 1");
        Stub("id", "echo 1000");
        Stub("sudo", "exit 1");

        var (exitCode, _, error) = Run("setup.sh", "tests", Workspace.Root, ("PATH", StubsFirst), ("FASHION_FEED", Machine.Feed));

        Assert.Equal(1, exitCode);
        Assert.Contains("missing: python3-nbformat (tests: checks that written notebooks are valid)", error);
        Assert.Contains("ask for: apt-get install", error);
        var command = error[error.IndexOf("apt-get install", StringComparison.Ordinal)..].Split([' ', '\n']);
        Assert.Superset(new HashSet<string> { "libzmq5", "python3-nbformat" }, command.ToHashSet());
        if (Machine.Feed == "offline")
            Assert.Superset(new HashSet<string> { "g++", "libtorch-dev", "libopenblas0-pthread", "dataset-fashion-mnist" }, command.ToHashSet());
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
        var shim = Path.Combine("environment", "offline", "TorchSharp", "native", "build.sh");
        foreach (var file in (string[])["Directory.Packages.props", Path.Combine("environment", "setup.sh"), shim])
            CopyOf(file);
        File.WriteAllText(Path.Combine(copy, shim), "#!/bin/sh\n");
        CopyOf(Path.Combine("environment", "kernel", "kernelspec", "kernel.js"));
        Stub("npm", "exit 1");
    }

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
