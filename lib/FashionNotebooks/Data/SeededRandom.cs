using System.Numerics;

namespace FashionNotebooks;

/// <summary>
/// Random numbers that are the same for one seed on every machine and every version of .NET, which
/// <see cref="Random"/> doesn't promise. The generator is xoshiro256** (Blackman and Vigna, "Scrambled linear
/// pseudorandom number generators", 2018), its state filled from the seed by SplitMix64 as its authors advise.
/// </summary>
/// <remarks>Not for secrets, and not for use by two threads at once.</remarks>
public sealed class SeededRandom
{
    private ulong s0, s1, s2, s3;

    /// <param name="seed">Any number; each gives a sequence of its own.</param>
    public SeededRandom(int seed)
    {
        var state = unchecked((ulong)seed);
        s0 = SplitMix64(ref state);
        s1 = SplitMix64(ref state);
        s2 = SplitMix64(ref state);
        s3 = SplitMix64(ref state);
    }

    /// <summary>A generator in a given state, to be held against published sequences.</summary>
    internal SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3) =>
        (this.s0, this.s1, this.s2, this.s3) = (s0, s1, s2, s3);

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A whole number from 0 up to, but not including, <paramref name="limit"/>, each equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public int NextInt(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        // 2^64 is rarely a multiple of the limit; draws from the incomplete last stretch would favour small numbers.
        var excess = (ulong.MaxValue % (ulong)limit + 1) % (ulong)limit;
        ulong draw;
        do draw = NextUInt64();
        while (draw > ulong.MaxValue - excess);
        return (int)(draw % (ulong)limit);
    }

    /// <summary>A number from 0 up to, but not including, 1: a multiple of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Puts the items in random order, each order equally likely (Fisher and Yates's shuffle).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var chosen = NextInt(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }

    /// <summary>The numbers 0 to <paramref name="count"/> - 1 in random order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = Enumerable.Range(0, count).ToArray();
        Shuffle<int>(order);
        return order;
    }

    internal static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
