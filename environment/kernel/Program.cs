using NotebookKernel.Charts;
using NotebookKernel.Jupyter;
using NotebookKernel.Jupyter.Sockets;
using NotebookKernel.Running;
using NotebookKernel.Worker;

Posix.HearInterrupts();
try
{
    switch (args)
    {
        case ["run", .. var rest]:
            return await RunCommand.RunAsync(RunOptions.Parse(rest));
        case ["draw", _, ..]:
            using (var pictures = new ChartPictures(Console.WriteLine))
                return await pictures.DrawFilesAsync(args[1..]) ? 0 : 1;
        case ["jupyter", var connectionFile]:
            JupyterKernel.Run(connectionFile);
            return 0;
        case ["worker", var cellsHandle, var eventsHandle]:
            return WorkerHost.Run(cellsHandle, eventsHandle);
        default:
            await (args is ["--help" or "-h"] ? Console.Out : Console.Error).WriteLineAsync(RunOptions.Usage);
            return args is ["--help" or "-h"] ? 0 : 2;
    }
}
catch (ArgumentException wrong) when (args[0] == "run")
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\n\n{RunOptions.Usage}");
    return 2;
}
catch (Exception failure) when (args[0] == "jupyter" && failure is ArgumentException or ZeroMqException or DllNotFoundException)
{
    await Console.Error.WriteLineAsync($"notebook-kernel: {failure.Message}");
    return 1;
}
