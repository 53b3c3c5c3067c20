"""The engine of lint: runs rules over subjects. Rules belong to the room whose subject they check."""
