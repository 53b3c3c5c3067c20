"""How fast a budget burns: rates, pairs of windows, and how severe an incident is at least."""
