"""Generator of the sample batch: fictional GS-02 books, their statements and the truth about them."""
