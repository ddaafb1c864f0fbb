using System.Diagnostics;
using FashionNotebooks;

namespace Benchmarks;

/// <summary>Reading the 60,000 training images from CSV; read_csv.py is the same in pandas.</summary>
internal static class CsvReading
{
    /// <summary>Writes the file that both read.</summary>
    public static void Write(string path) => CsvFile.Write(FashionMnist.Load().Train, path);

    /// <summary>Seconds of the first reading in this process, as a notebook would do it.</summary>
    public static double Seconds(string path)
    {
        var clock = Stopwatch.StartNew();
        var images = CsvFile.Read(path);
        var seconds = clock.Elapsed.TotalSeconds;
        if (images.Count != 60_000)
            throw new InvalidOperationException($"{path} holds {images.Count} images, not 60,000.");
        return seconds;
    }
}
