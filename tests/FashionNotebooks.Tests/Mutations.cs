using System.Diagnostics;
using CsCheck;

namespace FashionNotebooks.Tests;

/// <summary>
/// What happens to files on their way: random cuts, flipped bits, swapped and repeated pieces of a valid one. Whatever comes
/// out, a reader gives the right content or the exception that it documents, naming the file, and soon.
/// </summary>
internal static class Mutations
{
    private const int MostBytes = 500_000_000;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);

    /// <summary>Whether the tests may take long: environment/test.sh --thorough.</summary>
    public static bool AreThorough => Environment.GetEnvironmentVariable("FASHION_THOROUGH") == "1";

    /// <summary>How many inputs a property is tried on.</summary>
    public static int Inputs => AreThorough ? 10_000 : 200;

    /// <summary>
    /// Writes mutations of a valid file to <paramref name="path"/> and reads each. <paramref name="right"/> gets the mutated
    /// bytes and what was read from them, and asserts that it is what those bytes say.
    /// </summary>
    /// <typeparam name="T">What the reader returns.</typeparam>
    /// <typeparam name="TError">The documented exception (or one derived from it); its message names the file.</typeparam>
    public static void Hold<T, TError>(byte[] valid, string path, Func<string, T> read, Action<byte[], T> right)
        where TError : Exception
    {
        right(valid, Read(valid));
        var (refused, clock) = (0, Stopwatch.StartNew());
        Of(valid).Sample(mutation =>
        {
            try
            {
                right(mutation.Bytes, Read(mutation.Bytes));
            }
            catch (TError error)
            {
                refused++;
                Assert.Contains(Path.GetFileName(path), error.Message, StringComparison.Ordinal);
            }
        }, iter: Inputs, threads: 1, print: mutation => mutation.Story);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Inputs} inputs, {refused} of them refused, in {clock.Elapsed.TotalSeconds:0.0} s");

        T Read(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            var (start, allocated, resident) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(), Environment.WorkingSet);
            try
            {
                return read(path);
            }
            finally
            {
                Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, MostTime);
                Assert.InRange(GC.GetTotalAllocatedBytes() - allocated, 0, MostBytes);
                Assert.InRange(Environment.WorkingSet - resident, long.MinValue, MostBytes);
            }
        }
    }

    /// <summary>A mutated file, and how it came about.</summary>
    public sealed record Mutation(byte[] Bytes, string Story);

    /// <summary>One to four changes of a valid file; those near its beginning, where formats keep their headers, are as likely as all others.</summary>
    public static Gen<Mutation> Of(byte[] valid) => Change.Array[1, 4].Select(changes =>
    {
        var (bytes, story) = (valid, new List<string>());
        foreach (var (kind, from, length, value) in changes)
        {
            // From 0 up to the last byte: below 1 a part of the whole, from 1 on a place in the first 64 bytes.
            int Place(double at) => at < 1 ? (int)(at * bytes.Length) : Math.Min((int)((at - 1) * 64), bytes.Length);
            var start = Place(from);
            var end = Math.Min(start + length, bytes.Length);
            var piece = bytes[start..end];
            (bytes, var what) = kind switch
            {
                0 => (bytes[..start], $"cut at {start}"),
                1 => ([.. bytes[..start], .. bytes[end..]], $"without {piece.Length} at {start}"),
                2 => ([.. bytes[..end], .. piece, .. bytes[end..]], $"{piece.Length} twice at {start}"),
                3 => ([.. bytes[end..], .. piece, .. bytes[..start]], $"ends swapped round {piece.Length} at {start}"),
                4 => ([.. bytes[..start], .. piece.Select(_ => (byte)value), .. bytes[end..]], $"{piece.Length} of {value} at {start}"),
                5 => ([.. bytes[..start], (byte)value, .. bytes[start..]], $"{value} put in at {start}"),
                _ => ([.. bytes[..start], .. piece.Take(1).Select(b => (byte)(b ^ (1 << value % 8))), .. bytes.Skip(start + 1)], $"bit {value % 8} flipped at {start}"),
            };
            story.Add(what);
        }
        return new Mutation(bytes, string.Join(", then ", story));
    });

    // Half of all changes flip a bit. Bytes put in are any, or such as mean something in text.
    private static readonly Gen<(int Kind, double From, int Length, int Value)> Change = Gen.Select(
        Gen.Int[0, 11], Gen.Double[0, 2], Gen.OneOf(Gen.Int[1, 8], Gen.Int[1, 2000]),
        Gen.OneOf(Gen.Int[0, 255], Gen.OneOf("\0\n\r,;\"-. 09xÿ".Select(c => (int)c).ToArray())));
}
