using System.Text.Json.Nodes;

namespace NotebookKernel.Notebooks;

/// <summary>What a notebook's metadata says of its language. Front ends save there what the kernel tells them, so both are this.</summary>
internal static class LanguageInfo
{
    public static JsonObject ToJson() => new()
    {
        ["codemirror_mode"] = "text/x-csharp",
        ["file_extension"] = ".cs",
        ["mimetype"] = "text/x-csharp",
        // The name that .NET Interactive's notebooks have.
        ["name"] = "polyglot-notebook",
        ["pygments_lexer"] = "csharp",
        ["version"] = "14.0",
    };
}
