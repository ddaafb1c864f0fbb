// libtorch has one default generator and one count of threads for the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
