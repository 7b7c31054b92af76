"""The kinds of problems `check` can report, a word module for each theme."""
