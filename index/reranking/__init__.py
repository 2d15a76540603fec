"""Rerankers: cross-encoders that score each passage for a question, compiled as embedding models are."""
