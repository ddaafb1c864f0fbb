// The program changes what belongs to the process: the console, the folder, the seed.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
