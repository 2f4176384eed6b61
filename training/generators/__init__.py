"""Sentences that the Tatoeba pairs lack, made by rule. Every generator is seeded and writes text only."""
