namespace FashionNotebooks;

/// <summary>All systems of the collection.</summary>
public static class SystemCatalog
{
    /// <summary>In the order of the tables: our starting point and what notebook 04 adds to it, the published ones, our own.</summary>
    public static IReadOnlyList<ClassifierSystem> All { get; } =
        [Baseline.Definition, Ladder.Definition, Jalan.Definition, Kotb.Definition, Mahesh.Definition, Webapp.Definition, Dropout4.Definition, Regularized.Definition];

    /// <summary>The system of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static ClassifierSystem Find(string name) => All.FirstOrDefault(system => system.Name == name)
        ?? throw new ArgumentException($"There is no system '{name}'; there are: {string.Join(", ", All.Select(system => system.Name))}.", nameof(name));

    /// <summary>A system's protocol by both their names, such as webapp/blurred; a system's name alone takes its first.</summary>
    /// <exception cref="ArgumentException">There is no such system or protocol; the message lists those there are.</exception>
    public static (ClassifierSystem System, Protocol Protocol) FindProtocol(string name)
    {
        var slash = name.IndexOf('/');
        var system = Find(slash < 0 ? name : name[..slash]);
        return (system, slash < 0 ? system.Protocols[0] : system.Protocol(name[(slash + 1)..]));
    }
}
