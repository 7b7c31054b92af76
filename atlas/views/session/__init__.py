"""Presentations: what stands on each slide, and storyboards as files."""
