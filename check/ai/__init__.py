"""AI: the share of scenes that use artificial intelligence, and what stands behind the words."""
