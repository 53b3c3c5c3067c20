"""How budgets are told: tables, screens, and a word in brief."""
