"""The map as one HTML file that works without network."""
