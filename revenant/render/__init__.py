"""What people and machines read: blocks to terminal, plain text, Markdown, JSON, CSV; templates."""
