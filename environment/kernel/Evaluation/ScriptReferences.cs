using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookKernel.Evaluation;

/// <summary>
/// The assemblies that scripts see: the framework, those that the kernel shares with them, and what they name by #r.
/// Each file is read once, however many cells refer to it.
/// </summary>
/// <remarks>
/// A shared assembly is the kernel's own copy wherever another lies beside a referenced library, at compile time by name and at
/// run time by registration with the loader: what a library registers with the formatter must reach the kernel's formatter.
/// </remarks>
internal sealed class ScriptReferences : MetadataReferenceResolver
{
    /// <summary>Where the framework's assemblies are.</summary>
    public static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private readonly string folder;
    private readonly Dictionary<string, PortableExecutableReference> own;
    private readonly ConcurrentDictionary<string, PortableExecutableReference> files = new();

    /// <param name="folder">Relative paths outside any file start here.</param>
    public ScriptReferences(string folder)
    {
        this.folder = folder;
        Shared = [.. WithDependencies(typeof(Formatter).Assembly).Append(typeof(CellFunctions).Assembly)];
        own = FrameworkAssemblies().Concat(Shared.Select(assembly => assembly.Location))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), LibraryMetadata.Read, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The framework and the shared assemblies, which every cell sees.</summary>
    public IEnumerable<MetadataReference> Always => own.Values;

    /// <summary>Assemblies outside the framework of which kernel and scripts use one copy.</summary>
    public IReadOnlyList<Assembly> Shared { get; }

    public override bool ResolveMissingAssemblies => true;

    /// <summary>What #r names: a path, relative to the script it stands in, or a framework assembly.</summary>
    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (own.TryGetValue(SimpleName(reference), out var known))
            return [known.WithProperties(properties)];
        var from = Path.GetDirectoryName(baseFilePath) is { Length: > 0 } beside ? beside : folder;
        var path = Path.GetFullPath(reference, Path.GetFullPath(from, folder));
        return File.Exists(path) ? [FromFile(path).WithProperties(properties)] : [];
    }

    /// <summary>What a referenced assembly refers to: lies beside it, if it isn't ours.</summary>
    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        if (own.TryGetValue(referenceIdentity.Name, out var known))
            return known;
        var path = Path.Combine(Path.GetDirectoryName((definition as PortableExecutableReference)?.FilePath) ?? folder, referenceIdentity.Name + ".dll");
        return File.Exists(path) ? FromFile(path) : null;
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => folder.GetHashCode(StringComparison.Ordinal);

    /// <summary>A loader that binds scripts and libraries to the kernel's copy of what is shared.</summary>
    public InteractiveAssemblyLoader CreateLoader()
    {
        var loader = new InteractiveAssemblyLoader();
        foreach (var assembly in Shared)
            loader.RegisterDependency(assembly);
        return loader;
    }

    private PortableExecutableReference FromFile(string path) => files.GetOrAdd(path, LibraryMetadata.Read);

    private static string SimpleName(string reference) =>
        reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(reference) : reference.Split(',')[0];

    private static IEnumerable<string> FrameworkAssemblies() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == FrameworkFolder).Distinct();

    /// <summary>An assembly and those it refers to outside the framework.</summary>
    private static Assembly[] WithDependencies(Assembly root)
    {
        var found = new Dictionary<string, Assembly>();
        var left = new Stack<Assembly>([root]);
        while (left.TryPop(out var assembly))
            if (Path.GetDirectoryName(assembly.Location) == Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory) && found.TryAdd(assembly.Location, assembly))
                foreach (var name in assembly.GetReferencedAssemblies())
                    left.Push(Assembly.Load(name));
        return [.. found.Values];
    }
}
