using System.Runtime.CompilerServices;

namespace TorchSharp.Modules;

/// <summary>Checks of optimizer settings that name the argument in the error.</summary>
internal static class Valid
{
    /// <exception cref="ArgumentException">The value is negative or no number.</exception>
    internal static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 ? value : throw new ArgumentException($"Invalid {name}: {value}. It must be 0 or more.", name);

    /// <exception cref="ArgumentException">The value is negative, 1 or more, or no number.</exception>
    internal static double BelowOne(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and < 1 ? value : throw new ArgumentException($"Invalid {name}: {value}. It must be at least 0 and below 1.", name);
}
