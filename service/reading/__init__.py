"""Reading files with a guard: what may loop, crash or need too much memory is read in a process of its own."""
