"""Sozialatlas: how people live in the districts of a town, and how it changes.

Five verbs lead through the house: read → add up → protect → derive → draw.
`docs/architecture.md` shows the floors; `atlas.pipeline` is the place to read first.
"""
