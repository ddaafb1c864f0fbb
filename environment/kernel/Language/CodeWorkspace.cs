using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Text;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Language;

/// <summary>The cells that ran as projects of a Roslyn workspace, each of which sees the one before it.</summary>
internal sealed class CodeWorkspace : IDisposable
{
    private readonly AdhocWorkspace workspace = new(MefHostServices.Create([typeof(Workspace).Assembly, Assembly.Load("Microsoft.CodeAnalysis.CSharp.Workspaces")]));
    private readonly Dictionary<Script, ProjectId> projects = [];
    private Solution solution;
    private Script? last;
    private Document? open;

    public CodeWorkspace() => solution = workspace.CurrentSolution;

    /// <summary>Code that isn't run, after the cells that ran. What the compiler knows is kept from one time to the next.</summary>
    /// <param name="session">Where the cells ran.</param>
    /// <param name="code">The code.</param>
    public Document Open(CSharpSession session, string code)
    {
        if (open is null || session.LastCell != last)
        {
            var cell = session.Continue("", "completion");
            last = cell.Previous;
            foreach (var earlier in Earlier(cell))
                solution = Add(solution, earlier, projects[earlier] = ProjectId.CreateNewId());
            var id = ProjectId.CreateNewId();
            open = Add(solution, cell, id).GetProject(id)!.Documents.Single();
        }
        return open = open.WithText(SourceText.From(code));
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
