using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary>How Jupyter comes to know the kernel.</summary>
public sealed class RegistrationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("jupyter-").FullName;

    private string Notebooks => Path.Combine(folder, "kernels/.net-csharp/kernel.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_kernel_is_registered_under_the_name_that_the_notebooks_ask_for_and_the_second_time_nothing_is_said()
    {
        Assert.Contains("registered the kernel", SetUp.Run(folder), StringComparison.Ordinal);
        var spec = JsonNode.Parse(File.ReadAllText(Notebooks))!;
        Assert.True(File.Exists(spec["argv"]![0]!.ToString()));
        Assert.True(File.Exists(spec["argv"]![1]!.ToString()));
        Assert.Equal("{connection_file}", spec["argv"]![3]!.ToString());
        Assert.Equal(("C#", "message"), (spec["language"]!.ToString(), spec["interrupt_mode"]!.ToString()));
        Assert.Empty(SetUp.Run(folder));
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.GetDirectoryName(Notebooks)!), path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_dotnet_interactive_has_the_name_it_keeps_it()
    {
        const string other = """{"argv": ["dotnet", "interactive", "jupyter", "{connection_file}"], "display_name": ".NET (C#)", "language": "C#"}""";
        Directory.CreateDirectory(Path.GetDirectoryName(Notebooks)!);
        File.WriteAllText(Notebooks, other);
        Assert.Contains("fashion-csharp", SetUp.Run(folder), StringComparison.Ordinal);
        Assert.Equal(other, File.ReadAllText(Notebooks));
        Assert.True(File.Exists(Path.Combine(folder, "kernels/fashion-csharp/kernel.json")));
    }
}
