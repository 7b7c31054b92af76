"""Musterstadt: an invented city with districts, people and twelve years of figures.

The way through: `plan` (what a planner would know) → `cells` and `districts` (the map) →
`population` (people by age, year by year) → `figures` (everything counted about them) →
`writing` (the files of the atlas). Nothing here is about a real place.
"""
