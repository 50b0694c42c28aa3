"""What the digits of the numbers tell: never more than a hint for the spot-check."""
