using System.Diagnostics;
using FashionNotebooks;

namespace Notebooks.Tests;

/// <summary>One build of a project that has nothing but the task of environment/native, called for several files.</summary>
public sealed class WeakeningBuild : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public WeakeningBuild()
    {
        Package = File.ReadAllBytes(FileOf("package"));
        foreach (var (name, content) in ((string, byte[])[])
            [("text", [.. Enumerable.Repeat((byte)'x', 1000)]), ("empty", []), ("cut", Package[..100_000])])
            File.WriteAllBytes(FileOf(name), content);
        var calls = ((string[])["package", "other", "text", "empty", "cut"]).Select(name => $"""
            <WeakenSymbolVersion Library="{FileOf(name)}" SymbolVersion="$(NeededSymbolVersion)" Copy="{CopyOf(name)}" ContinueOnError="ErrorAndContinue" />
            """);
        var project = Path.Combine(folder, "weaken.proj");
        File.WriteAllText(project, $"""
            <Project>
              <Import Project="{Path.Combine(Workspace.Root, "environment/native/LibTorchSharp.targets")}" />
              <Target Name="Weaken">{string.Concat(calls)}</Target>
            </Project>
            """);
        using var build = Process.Start(
            new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", "-t:Weaken", "-nodeReuse:false"]) { RedirectStandardOutput = true })!;
        Output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        ExitCode = build.ExitCode;
    }

    /// <summary>The package's library before the build.</summary>
    public byte[] Package { get; }

    public int ExitCode { get; }

    public string Output { get; }

    public string CopyOf(string name) => Path.Combine(folder, name, "library.so");

    /// <summary>That of the package, another that needs nothing, or one made for the purpose.</summary>
    public string FileOf(string name)
    {
        if (name == "other")
            return Path.Combine(AppContext.BaseDirectory, "runtimes/linux-x64/native/libc10.so");
        if (name != "package")
            return Path.Combine(folder, name + ".so");
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var version = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3);
        return Path.Combine(packages, "torchsharp", version, "runtimes/linux-x64/native/libLibTorchSharp.so");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

public sealed class WeakenSymbolVersionTests(WeakeningBuild build) : IClassFixture<WeakeningBuild>
{
    // The hash of GLIBCXX_3.4.32 after the System V ABI, as readelf shows it in the entry; the flags follow it.
    private static readonly byte[] Hash = [0x42, 0xf8, 0x97, 0x02];

    [Fact]
    public void The_library_of_the_package_gets_a_weak_need_and_nothing_else()
    {
        var (before, after) = (build.Package, File.ReadAllBytes(build.CopyOf("package")));

        Assert.Equal(before.Length, after.Length);
        var flag = Assert.Single(Enumerable.Range(0, before.Length), at => before[at] != after[at]);
        Assert.Equal((0, 2), (before[flag], after[flag])); // VER_FLG_WEAK
        Assert.Equal(Hash, before[(flag - 4)..flag]);
        Assert.Equal(before, File.ReadAllBytes(build.FileOf("package")));
        Assert.Equal([build.CopyOf("package")], Directory.GetFiles(Path.GetDirectoryName(build.CopyOf("package"))!));
    }

    [Fact]
    public void A_library_that_needs_nothing_is_copied_as_it_is()
    {
        var library = build.FileOf("other");

        Assert.Contains($"{library} asks for no GLIBCXX_3.4.32; the copy is equal to it.", build.Output);
        Assert.Equal(File.ReadAllBytes(library), File.ReadAllBytes(build.CopyOf("other")));
    }

    [Theory]
    [InlineData("text", "This is no 64-bit little-endian ELF file")]
    [InlineData("empty", "This is no 64-bit little-endian ELF file")]
    [InlineData("cut", "The file is cut short")]
    public void Another_file_ends_the_build_with_its_name_and_what_to_do(string name, string reason)
    {
        Assert.Equal(1, build.ExitCode);
        var line = Assert.Single(build.Output.Split('\n').Distinct(), line => line.Contains($"{build.FileOf(name)}: "));
        Assert.Contains(reason, line);
        Assert.Contains("restore the package again", line);
        Assert.False(File.Exists(build.CopyOf(name)));
    }
}
