"""The ledger: what happened, in the order in which it was written, for good. See README.md beside this file."""
