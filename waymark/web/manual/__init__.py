"""The procedures manual: chapters and sections made from the packs."""
