"""Whether an incident, its record or its fixes kept what they promise."""
