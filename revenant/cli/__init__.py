"""The face: thin commands, one file a command or a small group. Only this room knows Typer."""
