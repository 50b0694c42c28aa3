"""store: nouns ↔ database and blobs. `Store` remembers files, documents, reviews, decisions and who did what."""

from store.decisions import Step
from store.reviews import QueueRow
from store.workspace import Store

__all__ = ["QueueRow", "Step", "Store"]
