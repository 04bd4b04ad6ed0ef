"""Lint: what is wrong with a catalog, and what would make it better.

`rule` says what a rule is, `rules/` holds one a file, `engine` finds and runs them.
"""
