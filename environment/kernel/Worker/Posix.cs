using System.Runtime.InteropServices;

namespace NotebookKernel.Worker;

/// <summary>What .NET doesn't offer: signals to other processes, process groups, the C library's output buffers.</summary>
internal static partial class Posix
{
    private const int Interrupt = 2;
    private const nint DefaultAction = 0;

    /// <summary>
    /// What a script starts in the background ignores Ctrl-C, and so would all that is started from there. To be called before .NET
    /// listens, which leaves an ignored signal ignored.
    /// </summary>
    public static void HearInterrupts() => _ = SetAction(Interrupt, DefaultAction);

    /// <summary>Ctrl-C on the terminal then reaches the parent alone, which decides what becomes of the worker.</summary>
    public static void LeaveProcessGroup() => _ = SetProcessGroup(0, 0);

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

    /// <summary>The process that started this one.</summary>
    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int ParentProcess();

    /// <summary>Raises Console.CancelKeyPress in a process; ends it where nobody listens.</summary>
    public static void SendInterrupt(int process) => _ = Kill(process, Interrupt);

    /// <summary>Writes out what native libraries have printed so far.</summary>
    public static void FlushNativeOutput() => _ = Flush(0);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetAction(int signal, nint action);

    [LibraryImport("libc", EntryPoint = "setpgid")]
    private static partial int SetProcessGroup(int process, int group);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "fflush")]
    private static partial int Flush(nint stream);
}
