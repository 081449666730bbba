"""The engine: pure Python that reads packs and answers what may be done, what is owed, what must not be done, and says who.

No Django, no clock, no randomness; the only files read are packs, by `waymark.procedures.loading`.
"""
