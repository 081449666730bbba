"""What a pack says, as frozen values: fourteen kinds of entry, twelve conditions, six dates (docs/pack-language.md)."""
