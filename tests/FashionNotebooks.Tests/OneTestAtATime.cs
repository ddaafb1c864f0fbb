// Seeds, like libtorch's generator they set, belong to the process: two tests at once would draw each other's numbers.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
