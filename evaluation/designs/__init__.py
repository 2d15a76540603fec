"""Made-up reports in many designs, whose structure is known."""
