"""What the page of custom areas shows, and its words."""
