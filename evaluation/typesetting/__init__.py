"""The Belgian report as a PDF, made from its text, to compare how both are read."""
