"""The rules: one a file, named by its name. A new file here is a new rule; no list names it."""
