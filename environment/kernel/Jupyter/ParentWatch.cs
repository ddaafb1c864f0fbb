using NotebookKernel.Worker;

namespace NotebookKernel.Jupyter;

/// <summary>A kernel whose front end was killed ends too, instead of waiting for ever.</summary>
internal static class ParentWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Completes when the process that started this one is gone; never where that isn't known.</summary>
    public static async Task WaitAsync()
    {
        var announced = Environment.GetEnvironmentVariable("JPY_PARENT_PID");
        var parent = Posix.ParentProcess();
        if (announced != $"{parent}")
            await Task.Delay(Timeout.Infinite);
        while (Posix.ParentProcess() == parent)
            await Task.Delay(Interval);
    }
}
