// One measurement a run; environment/bench.sh takes turns between this and its Python counterparts.

using Benchmarks;

switch (args)
{
    case ["train", var system, var way, var precision, var threads, var images]:
        var taken = TrainingEpoch.Seconds(system, way, precision, int.Parse(threads), int.Parse(images));
        Console.WriteLine(FormattableString.Invariant($"{{\"seconds\": {taken:f3}, \"megabytes\": {TrainingEpoch.PeakMegabytes:f0}}}"));
        return 0;
    case ["matrix", var precision, var threads]:
        Console.WriteLine(FormattableString.Invariant($"{{\"rate\": {TrainingEpoch.MatrixRate(precision, int.Parse(threads)):f1}, \"software\": \"{FashionNotebooks.Machine.Software}\"}}"));
        return 0;
    case ["write-csv", var path]:
        CsvReading.Write(path);
        return 0;
    case ["read-csv", var path]:
        Console.WriteLine($"{CsvReading.Seconds(path):f3}");
        return 0;
    case ["augment", var threads, var turns]:
        AugmentedBatch.Print(int.Parse(threads), int.Parse(turns));
        return 0;
    case ["web", var clients, var seconds, var requests, var pictures]:
        await WebLoad.PrintAsync(int.Parse(clients), int.Parse(seconds), int.Parse(requests), pictures);
        return 0;
    default:
        Console.Error.WriteLine("Usage: Benchmarks train SYSTEM ours|plain PRECISION THREADS IMAGES | matrix PRECISION THREADS | write-csv FILE | read-csv FILE | augment THREADS TURNS | web CLIENTS SECONDS REQUESTS PICTURES");
        return 2;
}
