"""Industry codes (GB/T 4754-2017)."""
