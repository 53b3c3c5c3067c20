"""How a budget stands: what may be bad, what was, by which incidents, and what was accepted."""
