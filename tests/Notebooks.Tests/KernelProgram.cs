using System.Diagnostics;
using System.Text;

namespace Notebooks.Tests;

/// <summary>The kernel program, run as environment/run.sh runs it.</summary>
internal static class KernelProgram
{
    public static Process Start(string output, params string[] notebooks)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = FashionNotebooks.Workspace.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var kernel = Path.Combine(FashionNotebooks.Workspace.Root, "environment/kernel/bin/Release/net10.0/notebook-kernel.dll");
        foreach (var argument in (string[])[kernel, "run", "--output", output, .. notebooks])
            start.ArgumentList.Add(argument);
        start.Environment["FASHION_PROFILE"] = "quick";
        start.Environment["OMP_NUM_THREADS"] = "1"; // two run side by side
        return Process.Start(start)!;
    }

    /// <summary>What the program printed so far; complete once it has ended.</summary>
    public static StringBuilder Collect(Process process)
    {
        var text = new StringBuilder();
        void Append(object sender, DataReceivedEventArgs line)
        {
            lock (text)
                text.AppendLine(line.Data);
        }
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return text;
    }
}
