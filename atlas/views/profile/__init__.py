"""The profile of one unit as a document."""
