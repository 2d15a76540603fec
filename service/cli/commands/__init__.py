"""Commands, one file each. A new command is a new module here and a line in COMMANDS."""

# Loaded when called for: a question must not wait for what only the server needs.
COMMANDS = {
    "ingest": "service.cli.commands.ingest",
    "ask": "service.cli.commands.ask",
    "search": "service.cli.commands.search",
    "documents": "service.cli.commands.documents",
    "show": "service.cli.commands.show",
    "set": "service.cli.commands.set",
    "remove": "service.cli.commands.remove",
    "models": "service.cli.commands.models",
    "reindex": "service.cli.commands.reindex",
    "verify": "service.cli.commands.verify",
    "serve": "service.cli.commands.serve",
}
