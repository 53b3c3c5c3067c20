"""The disk: workspace, YAML, git, the event logs, locks."""
