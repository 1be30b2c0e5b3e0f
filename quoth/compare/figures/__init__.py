"""Figures: every quantity of a text, with value, bound, unit, change and what it counts.

A grammar over tokens, no network: numbers (`numerals`), units (`units`), counted nouns
(`nouns`), bounds and changes (`bounds`), and what is no quantity (`apart`): dates, years,
ordinals, names with numbers. What a quantity is made of follows Almasian and others,
"CQE: A Comprehensive Quantity Extractor" (EMNLP 2023), where the same is read off a
dependency parse.
"""

from __future__ import annotations

from quoth.compare.figures.quantity import CLOCK, Quantity, quantities

__all__ = ["CLOCK", "Quantity", "quantities"]
