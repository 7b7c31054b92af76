"""The commands of `python -m atlas`, a module for each group of them."""
