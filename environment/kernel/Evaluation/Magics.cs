using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookKernel.Evaluation;

/// <summary>Magic commands that .NET Interactive's tool adds to its packages.</summary>
internal static class Magics
{
    /// <summary>Adds #!time and #!markdown, and a word on #!mermaid.</summary>
    public static void UseMagics(this CompositeKernel kernel)
    {
        kernel.AddDirective(new KernelActionDirective("#!time") { Description = "Shows how long the cell takes." }, (_, context) =>
        {
            var clock = Stopwatch.StartNew();
            context.OnComplete(ended => ended.DisplayAs($"Wall time: {clock.Elapsed.TotalMilliseconds:0.0} ms", PlainTextFormatter.MimeType));
            return Task.CompletedTask;
        });
        kernel.Add(new TextKernel("markdown", (code, context) =>
            context.DisplayAs(code.Trim('\n'), "text/markdown")));
        kernel.Add(new TextKernel("mermaid", (_, context) =>
            context.Fail(context.Command, message: "#!mermaid needs Microsoft.DotNet.Interactive.Mermaid, which this kernel doesn't have. Jupyter draws mermaid diagrams in markdown cells.")));
    }

    /// <summary>What follows its name in a cell isn't run.</summary>
    private sealed class TextKernel(string name, Action<string, KernelInvocationContext> show) : Kernel(name), IKernelCommandHandler<SubmitCode>
    {
        Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
        {
            show(command.Code, context);
            return Task.CompletedTask;
        }
    }
}
