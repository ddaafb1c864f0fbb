using System.Diagnostics;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Results.Tests;

/// <summary>The program as environment/run.sh results starts it.</summary>
internal static class ResultsProgram
{
    public static Process Start(params IEnumerable<string> arguments) => StartIn(AppContext.BaseDirectory, arguments);

    public static Process StartIn(string folder, params IEnumerable<string> arguments)
    {
        var program = Path.Combine(folder, "fashion-results.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = Workspace.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    public static (int ExitCode, string Output, string Error) Run(params IEnumerable<string> arguments) => Finish(Start(arguments));

    public static (int ExitCode, string Output, string Error) Finish(Process started)
    {
        using var process = started;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>For what trains nothing.</summary>
    public static (int ExitCode, string Output, string Error) Call(params string[] arguments)
    {
        Commands.Name = "results";
        return EntryPoint.Call(typeof(Commands).Assembly, arguments);
    }
}
