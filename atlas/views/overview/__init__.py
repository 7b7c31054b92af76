"""What the start page shows, and its words."""
