"""From files to documents: readers, canonical text, sections, passages."""
