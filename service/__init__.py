"""From hits to cited answers: the library, the HTTP API and the command line."""
