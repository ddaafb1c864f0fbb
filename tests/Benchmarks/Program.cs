// One measurement a run; environment/bench.sh takes turns between this and its Python counterparts.

using Benchmarks;

switch (args)
{
    case ["epoch", var batch, var threads, var images]:
        Console.WriteLine($"{MaheshEpoch.Seconds(int.Parse(batch), int.Parse(threads), int.Parse(images)):f3}");
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
    case ["web", var clients, var seconds, var requests]:
        await WebLoad.PrintAsync(int.Parse(clients), int.Parse(seconds), int.Parse(requests));
        return 0;
    default:
        Console.Error.WriteLine("Usage: Benchmarks epoch BATCH THREADS IMAGES | write-csv FILE | read-csv FILE | augment THREADS TURNS | web CLIENTS SECONDS REQUESTS");
        return 2;
}
