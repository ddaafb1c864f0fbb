using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace NotebookKernel.Evaluation;

/// <summary>What code may refer to. Of each file the metadata alone is read, where Roslyn keeps all of it in memory.</summary>
internal sealed class References(string folder) : MetadataReferenceResolver
{
    private static readonly Dictionary<string, string> Platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator).DistinctBy(Path.GetFileNameWithoutExtension).ToDictionary(path => Path.GetFileNameWithoutExtension(path));

    private readonly ScriptMetadataResolver files = ScriptMetadataResolver.Default.WithBaseDirectory(folder);
    private readonly ConcurrentDictionary<string, PortableExecutableReference> read = new();

    public override bool ResolveMissingAssemblies => true;

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        Platform.TryGetValue(referenceIdentity.Name, out var path) ? Read(path) : files.ResolveMissingAssembly(definition, referenceIdentity);

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        Platform.TryGetValue(reference, out var path) ? [Read(path)] : [.. files.ResolveReference(reference, baseFilePath, properties).Select(found => Read(found.FilePath!))];

    /// <summary>A library, with its documentation where that lies beside it.</summary>
    public PortableExecutableReference Read(string path) => read.GetOrAdd(path, _ => AssemblyMetadata
        .Create(ModuleMetadata.CreateFromStream(File.OpenRead(path), PEStreamOptions.PrefetchMetadata))
        .GetReference(XmlDocumentationProvider.CreateFromFile(Path.ChangeExtension(path, ".xml")), filePath: path));

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => read.GetHashCode();
}
