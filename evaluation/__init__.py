"""Quality of answers, measured on question files. Sits on top of the service's Python entry point."""
