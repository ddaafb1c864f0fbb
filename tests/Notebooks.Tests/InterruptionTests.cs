using System.Diagnostics;
using FashionNotebooks;

namespace Notebooks.Tests;

public sealed class InterruptionTests : IDisposable
{
    private readonly string output = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(output, recursive: true);

    [Fact]
    public void Ctrl_C_during_training_keeps_the_history_so_far_and_exits_with_130()
    {
        var checkpoints = Path.Combine(output, "checkpoints");
        var notebook = Path.Combine(output, "interrupted.ipynb");
        File.WriteAllText(notebook, NotebookThatTrainsForHours(checkpoints));

        using var run = KernelProgram.Start(Path.Combine(output, "executed"), notebook);
        var text = KernelProgram.Collect(run);
        var saved = Path.Combine(checkpoints, "resume.dat");
        try
        {
            Assert.True(SpinWait.SpinUntil(() => File.Exists(saved) || run.HasExited, TimeSpan.FromMinutes(2)), text.ToString());
            using (var kill = Process.Start("kill", ["-INT", run.Id.ToString()]))
                kill.WaitForExit();
            Assert.True(run.WaitForExit(TimeSpan.FromMinutes(1)), "the run did not end after Ctrl-C");
        }
        finally
        {
            run.Kill(entireProcessTree: true);
        }
        run.WaitForExit();

        Assert.True(run.ExitCode == 130, text.ToString());
        Assert.Matches("interrupted; [1-9][0-9]* epochs kept", File.ReadAllText(Path.Combine(output, "executed", "interrupted.ipynb")));
    }

    private static string NotebookThatTrainsForHours(string checkpoints)
    {
        var setup = Path.Combine(Workspace.Root, "notebooks", "setup.csx");
        var source = System.Text.Json.JsonSerializer.Serialize($$"""
            #load "{{setup}}"
            using FashionNotebooks; using TorchSharp;
            var images = new LabeledTensors(torch.rand(200, 1, 28, 28), torch.zeros(200, dtype: torch.ScalarType.Int64));
            var options = new TrainingOptions { Epochs = 1_000_000, CheckpointFolder = "{{checkpoints}}" };
            Trainer.Fit(Mahesh.Network(seed: 1), images, validation: null, options)
            """);
        return $$$"""
            {
             "cells": [{"cell_type": "code", "execution_count": null, "id": "a", "metadata": {}, "outputs": [], "source": {{{source}}} }],
             "metadata": {"kernelspec": {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"}},
             "nbformat": 4,
             "nbformat_minor": 5
            }
            """;
    }
}
