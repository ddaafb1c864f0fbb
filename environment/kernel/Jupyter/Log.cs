namespace NotebookKernel.Jupyter;

/// <summary>What the kernel has to tell whoever runs it: lines on standard error, where Jupyter's own log is.</summary>
internal static class Log
{
    public static void Write(string text) => Console.Error.WriteLine($"[notebook-kernel {DateTime.Now:HH:mm:ss}] {text}");
}
