"""Floor 5: DRAW, what. An atlas and a scope become figure specs; German words in `texts`."""
