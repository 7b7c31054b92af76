"""Floor 7: the only room that imports Streamlit. Pages open the frame, ask, choose and show."""
