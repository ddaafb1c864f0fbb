using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using FashionNotebooks;

namespace Notebooks.Tests;

/// <summary>.devcontainer, as far as it can be held to account where there is no Docker.</summary>
public sealed partial class DevContainerTests
{
    private static readonly string Folder = Path.Combine(Workspace.Root, ".devcontainer");

    // The properties that github.com/devcontainers/spec's schema of 20 March 2026 knows, of those that could be meant here.
    private static readonly string[] Known =
    [
        "name", "features", "forwardPorts", "portsAttributes", "containerEnv", "containerUser", "mounts", "init", "remoteEnv", "remoteUser",
        "onCreateCommand", "updateContentCommand", "postCreateCommand", "postStartCommand", "hostRequirements", "customizations", "build", "runArgs",
    ];

    public static TheoryData<string> Configurations => ["devcontainer.json", "cpu/devcontainer.json"];

    [Theory, MemberData(nameof(Configurations))]
    public void A_configuration_has_known_properties_and_names_files_that_exist(string name)
    {
        var path = Path.Combine(Folder, name);
        var root = JsonDocument.Parse(File.ReadAllText(path)).RootElement;

        Assert.Empty(root.EnumerateObject().Select(property => property.Name).Except(Known));
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(path)!, root.GetProperty("build").GetProperty("dockerfile").GetString()!)));
        var command = root.GetProperty("postCreateCommand").GetString()!;
        foreach (var word in command.Split(' ').Where(word => word.Contains('/')))
            Assert.True(Path.Exists(Path.Combine(Workspace.Root, word)), $"{name} names {word}");
    }

    [Fact]
    public void The_container_takes_a_GPU_where_the_host_has_one_and_the_other_form_stays_on_the_CPU()
    {
        Assert.Equal("optional", Root("devcontainer.json").GetProperty("hostRequirements").GetProperty("gpu").GetString());
        // setup.sh looks for the GPU; a device that is named would end every notebook where it is absent.
        Assert.False(Root("devcontainer.json").TryGetProperty("containerEnv", out _));
        var environment = Root("cpu/devcontainer.json").GetProperty("containerEnv");
        Assert.Equal(("cpu", "cpu"), (environment.GetProperty("FASHION_TORCH").GetString(), environment.GetProperty("FASHION_DEVICE").GetString()));

        static JsonElement Root(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name))).RootElement;
    }

    [Fact]
    public void Everything_in_the_image_has_a_version()
    {
        var dockerfile = File.ReadAllText(Path.Combine(Folder, "Dockerfile"));

        Assert.All(Words(dockerfile, "pip install"), package => Assert.Matches(@"^[\w-]+==[\d.]+$", package));
        Assert.Matches(@"FROM \S+:10\.0-noble\n", dockerfile);
        Assert.Matches(@"dotnet tool install .*--version [\d.]+\n", dockerfile);
    }

    [Fact]
    public void The_packages_that_the_image_installs_exist()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/apt-cache"), "This system has no apt, whose package lists the image's are like.");
        var packages = Words(File.ReadAllText(Path.Combine(Folder, "Dockerfile")), "apt-get install").ToList();
        using var query = Process.Start(new ProcessStartInfo("apt-cache", ["show", "--no-all-versions", .. packages]) { RedirectStandardOutput = true })!;
        var found = query.StandardOutput.ReadToEnd().Split('\n').Where(line => line.StartsWith("Package: ", StringComparison.Ordinal));
        query.WaitForExit();
        Assert.Equal(packages.Order(), found.Select(line => line["Package: ".Length..]).Order());
    }

    // What a command of the Dockerfile installs: its words that are no options.
    private static IEnumerable<string> Words(string dockerfile, string command)
    {
        var line = Regex.Match(dockerfile, command + "(.*)").Groups[1].Value;
        Assert.NotEmpty(line);
        return Word().Matches(line).Select(word => word.Value).Where(word => !word.StartsWith('-') && word != "\\");
    }

    [GeneratedRegex(@"\S+")]
    private static partial Regex Word();
}
