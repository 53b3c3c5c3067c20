"""End to end: real git over a real HTTP server with hooks."""
