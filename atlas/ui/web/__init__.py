"""What Streamlit is started with: a folder of its own, since its path comes first in sys.path."""
