"""Files made to hurt: generators of hostile structure, in sizes (reliability.md §2, R5, S1, S4, S9)."""
