"""Rules about oncall/. To add one: a module here, a line in RULES, a page in docs/rules/."""
