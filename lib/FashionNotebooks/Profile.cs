namespace FashionNotebooks;

/// <summary>
/// The size in which a notebook runs, chosen by the environment variable FASHION_PROFILE: quick for a first look and for
/// tests, full for the recorded results.
/// </summary>
public sealed record Profile
{
    private Profile(string name) => Name = name;

    /// <summary>A part of the data and few epochs: minutes.</summary>
    public static Profile Quick { get; } = new("quick");

    /// <summary>All of the data.</summary>
    public static Profile Full { get; } = new("full");

    /// <summary>The profile that FASHION_PROFILE names; quick where it is not set.</summary>
    /// <exception cref="InvalidOperationException">The variable names neither.</exception>
    public static Profile Current => Environment.GetEnvironmentVariable("FASHION_PROFILE") switch
    {
        null or "" => Quick,
        var name => Find(name) ?? throw new InvalidOperationException($"FASHION_PROFILE is '{name}'; it must be quick or full."),
    };

    /// <summary>quick or full.</summary>
    /// <exception cref="ArgumentException">The name is neither.</exception>
    public static Profile Named(string name) =>
        Find(name) ?? throw new ArgumentException($"The profile is '{name}'; it must be quick or full.", nameof(name));

    private static Profile? Find(string name) => name switch { "quick" => Quick, "full" => Full, _ => null };

    /// <summary>quick or full.</summary>
    public string Name { get; }

    /// <summary>The value that goes with this profile.</summary>
    public T Pick<T>(T quick, T full) => this == Full ? full : quick;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
