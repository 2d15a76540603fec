"""Embedding models: where weights come from, how they are compiled, how they run."""
