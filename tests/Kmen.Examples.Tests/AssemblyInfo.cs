// Each night is given both cores; two at once would take longer than one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
