using System.Reflection;
using System.Text.Json.Nodes;
using NotebookKernel.Jupyter.Messages;

namespace NotebookKernel.Jupyter;

/// <summary>What the kernel says of itself.</summary>
internal static class KernelInfo
{
    private static readonly string Version = typeof(KernelInfo).Assembly.GetName().Version!.ToString(3);

    public static JsonObject ToJson() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = WireFormat.ProtocolVersion,
        ["implementation"] = "notebook-kernel",
        ["implementation_version"] = Version,
        // Front ends save this in the notebook's metadata. The name is the one that .NET Interactive's notebooks have.
        ["language_info"] = new JsonObject
        {
            ["name"] = "polyglot-notebook",
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
        ["banner"] = $"C# notebook kernel {Version} on .NET {Environment.Version}",
        ["help_links"] = new JsonArray(new JsonObject
        {
            ["text"] = "C#", ["url"] = "https://learn.microsoft.com/dotnet/csharp/",
        }),
        ["debugger"] = false,
    };
}
