"""What a budget asks of people: postmortems, plans, a freeze, and whether a service may be changed."""
