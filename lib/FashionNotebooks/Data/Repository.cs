namespace FashionNotebooks.Data;

/// <summary>Finds this repository's folder from wherever in it a notebook or program runs.</summary>
internal static class Repository
{
    /// <summary>The nearest folder, from <paramref name="start"/> upwards, that holds FashionNotebooks.sln; null if none does.</summary>
    public static string? FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "FashionNotebooks.sln")))
                return folder.FullName;
        return null;
    }
}
