"""From documents to hits: catalogue, embeddings, engines, retrieval."""
