"""The words all rooms share: ids, times, severity, problems, tables, text."""
