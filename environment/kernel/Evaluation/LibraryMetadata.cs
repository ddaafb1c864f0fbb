using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace NotebookKernel.Evaluation;

/// <summary>Assemblies as the compiler sees them.</summary>
internal static class LibraryMetadata
{
    /// <summary>
    /// An assembly's metadata, with the documentation beside it. Its code is not read: the whole framework would take memory many
    /// times that of a notebook.
    /// </summary>
    public static PortableExecutableReference Read(string path)
    {
        var module = ModuleMetadata.CreateFromStream(File.OpenRead(path), PEStreamOptions.PrefetchMetadata);
        return AssemblyMetadata.Create(module).GetReference(Documentation(path), filePath: path, display: path);
    }

    private static DocumentationProvider Documentation(string path)
    {
        var xml = Path.ChangeExtension(path, ".xml");
        return File.Exists(xml) ? XmlDocumentationProvider.CreateFromFile(xml)
            : Path.GetDirectoryName(path) == ScriptReferences.FrameworkFolder ? FrameworkDocumentation.Instance
            : DocumentationProvider.Default;
    }
}
