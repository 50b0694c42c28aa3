"""Eligibility of 智能制造优秀场景."""
