using System.Diagnostics;

namespace Jupyter.Tests;

/// <summary>A copy of notebooks/ that sees the built library, and a Jupyter that knows this kernel and .NET Interactive's own.</summary>
internal sealed class Collection : IDisposable
{
    public Collection()
    {
        Directory.CreateDirectory(PathOf(""));
        foreach (var file in Directory.GetFiles(Path.Combine(SetUp.Root, "notebooks")))
            File.Copy(file, PathOf(Path.GetFileName(file)));
        foreach (var name in (string[])["lib", "data", "FashionNotebooks.sln"])
            File.CreateSymbolicLink(Path.Combine(Folder, name), Path.Combine(SetUp.Root, name));
        _ = SetUp.Run(JupyterFolder, "tool");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("collection-").FullName;

    public string JupyterFolder => Path.Combine(Folder, "jupyter");

    public string PathOf(string notebook) => Path.Combine(Folder, "notebooks", notebook);

    /// <summary>What a Jupyter program needs to know.</summary>
    public void SetEnvironment(ProcessStartInfo start)
    {
        foreach (var variable in (string[])["JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"])
            start.Environment[variable] = JupyterFolder;
        start.Environment["FASHION_PROFILE"] = "quick";
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
