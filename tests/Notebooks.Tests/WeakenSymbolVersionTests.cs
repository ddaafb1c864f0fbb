using System.Diagnostics;
using FashionNotebooks;

namespace Notebooks.Tests;

/// <summary>The build's task of environment/native, called by a project that has nothing else.</summary>
public sealed class WeakenSymbolVersionTests : IDisposable
{
    // The hash of GLIBCXX_3.4.32 after the System V ABI, as readelf shows it in the entry; the flags follow it.
    private static readonly byte[] Hash = [0x42, 0xf8, 0x97, 0x02];

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private string Copy => Path.Combine(folder, "copy", "library.so");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_library_of_the_package_gets_a_weak_need_and_nothing_else()
    {
        var library = PackageLibrary();
        var before = File.ReadAllBytes(library);

        var (exitCode, output) = Weaken(library);

        Assert.True(exitCode == 0, output);
        var after = File.ReadAllBytes(Copy);
        var changed = Enumerable.Range(0, before.Length).Where(at => before[at] != after[at]).ToList();
        Assert.Equal(before.Length, after.Length);
        var flag = Assert.Single(changed);
        Assert.Equal((0, 2), (before[flag], after[flag])); // VER_FLG_WEAK
        Assert.Equal(Hash, before[(flag - 4)..flag]);
        Assert.Equal(before, File.ReadAllBytes(library));
        Assert.Equal([Copy], Directory.GetFiles(Path.GetDirectoryName(Copy)!));
    }

    [Fact]
    public void A_library_that_needs_nothing_is_copied_as_it_is()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "runtimes/linux-x64/native/libc10.so");

        var (exitCode, output) = Weaken(library);

        Assert.True(exitCode == 0, output);
        Assert.Contains($"{library} asks for no GLIBCXX_3.4.32; the copy is equal to it.", output);
        Assert.Equal(File.ReadAllBytes(library), File.ReadAllBytes(Copy));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("empty")]
    public void A_file_that_is_no_ELF_ends_the_build_with_its_name(string kind)
    {
        var library = Path.Combine(folder, "library.so");
        File.WriteAllText(library, kind == "empty" ? "" : new string('x', 1000));

        Refuses(library, "This is no 64-bit little-endian ELF file");
    }

    [Fact]
    public void A_library_cut_short_ends_the_build_with_its_name()
    {
        var library = Path.Combine(folder, "library.so");
        File.WriteAllBytes(library, File.ReadAllBytes(PackageLibrary())[..100_000]);

        Refuses(library, "The file is cut short");
    }

    private void Refuses(string library, string reason)
    {
        var (exitCode, output) = Weaken(library);

        Assert.Equal(1, exitCode);
        Assert.Contains($"{library}: {reason}", output);
        Assert.Contains("restore the package again", output);
        Assert.False(File.Exists(Copy));
    }

    private static string PackageLibrary()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var version = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3);
        return Path.Combine(packages, "torchsharp", version, "runtimes/linux-x64/native/libLibTorchSharp.so");
    }

    private (int ExitCode, string Output) Weaken(string library)
    {
        var project = Path.Combine(folder, "weaken.proj");
        File.WriteAllText(project, $"""
            <Project>
              <Import Project="{Path.Combine(Workspace.Root, "environment/native/LibTorchSharp.targets")}" />
              <Target Name="Weaken">
                <WeakenSymbolVersion Library="{library}" SymbolVersion="$(NeededSymbolVersion)" Copy="{Copy}" />
              </Target>
            </Project>
            """);
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", "-t:Weaken", "-nodeReuse:false"]) { RedirectStandardOutput = true })!;
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return (build.ExitCode, output);
    }
}
