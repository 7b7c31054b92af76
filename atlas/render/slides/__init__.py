"""Slides as files: one HTML file that needs nothing but itself, PowerPoint, a handout."""
