namespace FashionNotebooks;

/// <summary>All systems of the collection, and those registered beside them.</summary>
public static class SystemCatalog
{
    private static readonly List<ClassifierSystem> Systems =
        [Baseline.Definition, Ladder.Definition, Jalan.Definition, Kotb.Definition, Mahesh.Definition, Webapp.Definition, Dropout4.Definition, Regularized.Definition];

    /// <summary>In the order of the tables: our starting point and what notebook 04 adds to it, the published ones, our own; then registered ones.</summary>
    public static IReadOnlyList<ClassifierSystem> All => Systems;

    /// <summary>Adds a system, so that commands and records find it by its name; for this process.</summary>
    /// <exception cref="ArgumentException">Its name, or that of a protocol, is no lower-case word of letters, digits and hyphens, or is taken; or it has no protocol.</exception>
    public static void Register(ClassifierSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        if (system.Protocols.Count == 0)
            throw new ArgumentException($"The system {system.Name} has no protocol: give it one.", nameof(system));
        if (system.Protocols.Select(protocol => protocol.Name).Prepend(system.Name).FirstOrDefault(name => name.Length == 0 || !name.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')) is { } odd)
            throw new ArgumentException($"'{odd}' names files and arguments of commands: use lower-case letters, digits and hyphens.", nameof(system));
        if (Systems.Exists(known => known.Name == system.Name))
            throw new ArgumentException($"There is a system '{system.Name}' already: give yours another name.", nameof(system));
        if (system.Protocols.GroupBy(protocol => protocol.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"The system {system.Name} has two protocols '{twice.Key}'.", nameof(system));
        Systems.Add(system);
    }

    /// <summary>The system of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static ClassifierSystem Find(string name) => All.FirstOrDefault(system => system.Name == name)
        ?? throw new ArgumentException($"There is no system '{name}'; there are: {string.Join(", ", All.Select(system => system.Name))}.", nameof(name));

    /// <summary>A system's protocol by both their names, such as webapp/blurred; a system's name alone takes its first.</summary>
    /// <exception cref="ArgumentException">There is no such system or protocol; the message lists those there are.</exception>
    public static (ClassifierSystem System, Protocol Protocol) FindProtocol(string name)
    {
        var parts = name.Split('/', 2);
        var system = Find(parts[0]);
        return (system, system.Protocol(parts.ElementAtOrDefault(1)));
    }
}
