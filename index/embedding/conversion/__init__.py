"""From the files of packages to ordinary sentence-transformers folders. One module for each such file."""
