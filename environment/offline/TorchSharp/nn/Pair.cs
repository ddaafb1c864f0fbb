namespace TorchSharp;

/// <summary>The two numbers (rows, columns) of a kernel, stride or padding, as operators take them.</summary>
internal static class Pair
{
    internal static long[] ToArray((long, long) pair) => [pair.Item1, pair.Item2];

    internal static long[]? ToArray((long, long)? pair) => pair is { } given ? ToArray(given) : null;

    internal static long[]? ToArray(long? both) => both is { } given ? [given, given] : null;
}
