"""Quoth: who said what, according to whom."""
