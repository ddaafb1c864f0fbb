namespace FashionNotebooks;

/// <summary>Where the collection keeps its files, found from the working directory upwards, or else from the program's own.</summary>
public static class Workspace
{
    /// <summary>The folder that holds FashionNotebooks.sln.</summary>
    /// <exception cref="DirectoryNotFoundException">Neither the working directory nor the program's, nor one above them, holds it.</exception>
    public static string Root => FindRoot(Environment.CurrentDirectory) ?? FindRoot(AppContext.BaseDirectory) ?? throw new DirectoryNotFoundException(
        $"No folder from {Environment.CurrentDirectory} or {AppContext.BaseDirectory} upwards holds FashionNotebooks.sln; run from inside the repository.");

    /// <summary>A path under artifacts/: what runs leave behind, ignored by git.</summary>
    public static string Artifact(params string[] parts) => Path.Combine([Root, "artifacts", .. parts]);

    /// <summary>A path under data/.</summary>
    public static string Data(params string[] parts) => Path.Combine([Root, "data", .. parts]);

    /// <summary>The nearest folder, from <paramref name="start"/> upwards, that holds FashionNotebooks.sln; null if none does.</summary>
    internal static string? FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "FashionNotebooks.sln")))
                return folder.FullName;
        return null;
    }
}
