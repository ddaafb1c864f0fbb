using System.Runtime.InteropServices;

namespace NotebookKernel.Worker;

/// <summary>What .NET doesn't offer: signals to other processes, process groups, the C library's output buffers.</summary>
internal static partial class Posix
{
    private const int InterruptSignal = 2;

    /// <summary>
    /// What a script starts in the background ignores Ctrl-C, and so would all that is started from there. To be called before .NET
    /// listens, which leaves an ignored signal ignored.
    /// </summary>
    [LibraryImport("libc", EntryPoint = "signal")]
    public static partial void HearInterrupts(int signal = InterruptSignal, nint defaultAction = 0);

    /// <summary>Ctrl-C on the terminal then reaches the parent alone, which decides what becomes of the worker.</summary>
    [LibraryImport("libc", EntryPoint = "setpgid")]
    public static partial void LeaveProcessGroup(int thisProcess = 0, int groupOfItsOwn = 0);

    /// <summary>Raises Console.CancelKeyPress in a process; ends it where nobody listens.</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial void SendInterrupt(int process, int signal = InterruptSignal);

    /// <summary>The process that started this one.</summary>
    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int ParentProcess();

    /// <summary>Writes out what native libraries have printed so far.</summary>
    [LibraryImport("libc", EntryPoint = "fflush")]
    public static partial void FlushNativeOutput(nint everyStream = 0);

    /// <summary>Where memory runs out, the system ends this process before others.</summary>
    public static void BeFirstToGoWithoutMemory()
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Only Linux has it, and not every container lets it be written.
        }
    }
}
