using System.Text.Json;

namespace TorchSharp.Tests;

/// <summary>Results of other programs, recorded under recorded/ with the scripts that produced them.</summary>
internal static class Recorded
{
    public static JsonElement Read(string file)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "recorded", file));
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    public static double[] Doubles(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];

    public static float[] Floats(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetSingle())];

    public static long[] Longs(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt64())];
}
