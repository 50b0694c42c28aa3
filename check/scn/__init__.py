"""SCN: what the books say of their scenes against what the classifier read in them."""
