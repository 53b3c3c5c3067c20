"""Where reliability work pays: classes of incidents, what they took of budgets, and what is owed after them."""
