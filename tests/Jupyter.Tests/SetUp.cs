using System.Diagnostics;
using System.Reflection;

namespace Jupyter.Tests;

/// <summary>environment/setup.sh, which registers the kernel with Jupyter.</summary>
internal static class SetUp
{
    /// <summary>The repository.</summary>
    public static string Root { get; } = typeof(SetUp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "RepositoryRoot").Value!;

    /// <summary>Registers the kernel with a Jupyter whose data lies in a folder.</summary>
    /// <returns>What the script printed.</returns>
    public static string Run(string jupyterFolder, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Root, "environment/setup.sh"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["JUPYTER_DATA_DIR"] = jupyterFolder;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
        return output;
    }
}
