"""Config, commands: those of the node as a whole; those of a context lie in the context."""
