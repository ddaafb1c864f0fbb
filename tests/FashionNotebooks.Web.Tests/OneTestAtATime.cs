// Some measure time, and one counts connections.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
