using System.Diagnostics;

namespace FashionNotebooks.Results.Tests;

/// <summary>The program as environment/run.sh results starts it.</summary>
internal static class ResultsProgram
{
    public static Process Start(params IEnumerable<string> arguments) => StartIn(AppContext.BaseDirectory, arguments);

    public static Process StartIn(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Workspace.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(folder, "fashion-results.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
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
}
