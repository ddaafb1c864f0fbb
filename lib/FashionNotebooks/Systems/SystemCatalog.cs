namespace FashionNotebooks.Systems;

/// <summary>All systems of the collection.</summary>
public static class SystemCatalog
{
    /// <summary>In the order of the tables: our starting point, the published ones, our own.</summary>
    public static IReadOnlyList<ClassifierSystem> All { get; } =
        [Baseline.System, Jalan.System, Kotb.System, Mahesh.System, Webapp.System, Dropout4.System, Regularized.System];

    /// <summary>The system of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static ClassifierSystem Find(string name) => All.FirstOrDefault(system => system.Name == name)
        ?? throw new ArgumentException($"There is no system '{name}'; there are: {string.Join(", ", All.Select(system => system.Name))}.", nameof(name));
}
