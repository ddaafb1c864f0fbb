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
        kernel.AddDirective(new KernelActionDirective("#!time") { Description = "Shows how long the cell takes." }, Time);
        kernel.Add(new TextKernel("markdown", "Show the text as markdown.", (code, context) =>
            context.DisplayAs(code.Trim('\n'), "text/markdown")));
        kernel.Add(new TextKernel("mermaid", "Not available.", (_, context) =>
            context.Fail(context.Command, message: "#!mermaid needs Microsoft.DotNet.Interactive.Mermaid, which this kernel doesn't have. Jupyter draws mermaid diagrams in markdown cells.")));
    }

    private static Task Time(KernelCommand command, KernelInvocationContext context)
    {
        var clock = Stopwatch.StartNew();
        context.OnComplete(ended => ended.DisplayAs($"Wall time: {clock.Elapsed.TotalMilliseconds:0.0} ms", PlainTextFormatter.MimeType));
        return Task.CompletedTask;
    }

    /// <summary>What follows its name in a cell isn't run.</summary>
    private sealed class TextKernel : Kernel, IKernelCommandHandler<SubmitCode>
    {
        private readonly Action<string, KernelInvocationContext> show;

        public TextKernel(string name, string description, Action<string, KernelInvocationContext> show) : base(name)
        {
            KernelInfo.Description = description;
            this.show = show;
        }

        Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
        {
            show(command.Code, context);
            return Task.CompletedTask;
        }
    }
}
