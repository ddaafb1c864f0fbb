using System.Diagnostics;

namespace FashionNotebooks;

/// <summary>The commit whose code runs.</summary>
internal static class SourceCommit
{
    /// <summary>The commit that is checked out, with + where library or environment differ from it; null outside a git checkout.</summary>
    public static string? Now
    {
        get
        {
            if (Git("rev-parse --short HEAD") is not { } commit)
                return null;
            // Saving a notebook's outputs changes no result; code that differs from the commit may.
            return Git("status --porcelain -- :/lib :/environment") is { Length: > 0 } ? commit + "+" : commit;
        }
    }

    /// <summary>The commit at which a run began; its folder of checkpoints remembers that as long as the run can go on from there.</summary>
    public static string? AtStart(string? checkpoints)
    {
        if (checkpoints is null || Now is not { } now)
            return Now;
        var path = Path.Combine(checkpoints, "commit");
        if (File.Exists(path) && File.Exists(Path.Combine(checkpoints, "resume.dat")))
            return File.ReadAllText(path);
        AtomicFile.WriteText(path, now);
        return now;
    }

    /// <summary>What git answers; null where there is no git or no checkout.</summary>
    private static string? Git(string arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var git = Process.Start(start)!;
            var answer = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? answer : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
