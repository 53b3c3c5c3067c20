"""On call: who answers when, what is handed over, and whom to turn to when nobody does."""
