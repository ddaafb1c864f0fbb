using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Text;

namespace NotebookKernel.Language;

/// <summary>The cells that ran as projects of a Roslyn workspace, each of which sees the one before it.</summary>
internal sealed class CodeWorkspace : IDisposable
{
    private readonly AdhocWorkspace workspace = new(MefHostServices.Create([typeof(Workspace).Assembly, Assembly.Load("Microsoft.CodeAnalysis.CSharp.Workspaces")]));
    private readonly Dictionary<Script, ProjectId> projects = [];
    private Solution solution;

    public CodeWorkspace() => solution = workspace.CurrentSolution;

    /// <summary>A cell that didn't run, after those that did.</summary>
    public Document Open(Script cell)
    {
        foreach (var earlier in Earlier(cell))
            solution = Add(solution, earlier, projects[earlier] = ProjectId.CreateNewId());
        var open = ProjectId.CreateNewId();
        return Add(solution, cell, open).GetProject(open)!.Documents.Single();
    }

    public void Dispose() => workspace.Dispose();

    /// <summary>The cells before one that have no project yet, the first first.</summary>
    private Stack<Script> Earlier(Script cell)
    {
        var missing = new Stack<Script>();
        for (var earlier = cell.Previous; earlier is not null && !projects.ContainsKey(earlier); earlier = earlier.Previous)
            missing.Push(earlier);
        return missing;
    }

    private Solution Add(Solution before, Script cell, ProjectId id)
    {
        var compilation = cell.GetCompilation();
        var tree = compilation.SyntaxTrees.Last();
        var document = DocumentInfo.Create(
            DocumentId.CreateNewId(id), "cell", sourceCodeKind: SourceCodeKind.Script, filePath: tree.FilePath,
            loader: TextLoader.From(TextAndVersion.Create(SourceText.From(cell.Code), VersionStamp.Create())));
        return before.AddProject(ProjectInfo.Create(
            id, VersionStamp.Create(), "cell", compilation.AssemblyName!, LanguageNames.CSharp,
            compilationOptions: compilation.Options, parseOptions: tree.Options, documents: [document],
            projectReferences: cell.Previous is { } previous ? [new(projects[previous])] : [],
            metadataReferences: compilation.ExternalReferences, isSubmission: true));
    }
}
