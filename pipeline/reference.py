"""The reference data for whoever stands above the pipeline: faces ask here, `corpora` is read by this room alone."""

from corpora import DEFAULT_REGIME, regimes
from corpora import load as load_reference

__all__ = ["DEFAULT_REGIME", "load_reference", "regimes"]
