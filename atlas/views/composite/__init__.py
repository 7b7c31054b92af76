"""Composite indices of an area or a table: figures, map, table, and how they come about."""
