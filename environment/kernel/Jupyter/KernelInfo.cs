using System.Reflection;
using System.Text.Json.Nodes;
using NotebookKernel.Jupyter.Messages;
using NotebookKernel.Notebooks;

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
        ["language_info"] = LanguageInfo.ToJson(),
        ["banner"] = $"C# notebook kernel {Version} on .NET {Environment.Version}",
        ["help_links"] = new JsonArray(new JsonObject
        {
            ["text"] = "C#", ["url"] = "https://learn.microsoft.com/dotnet/csharp/",
        }),
        ["debugger"] = false,
    };
}
