namespace FashionNotebooks;

/// <summary>A way to classify Fashion-MNIST from the data to the figure: a published one, or our own.</summary>
/// <param name="Name">The name used in code, commands, file names and tables.</param>
/// <param name="Source">Who described it, and when.</param>
/// <param name="Reported">The figure its author gives, in words; null where there is none.</param>
/// <param name="Protocols">The ways in which it is trained and judged, the author's first.</param>
public sealed record ClassifierSystem(string Name, string Source, string? Reported, IReadOnlyList<Protocol> Protocols)
{
    /// <summary>The protocol of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public Protocol Protocol(string name) => Protocols.FirstOrDefault(protocol => protocol.Name == name)
        ?? throw new ArgumentException($"The system {Name} has no protocol '{name}'; it has: {string.Join(", ", Protocols.Select(protocol => protocol.Name))}.", nameof(name));
}
