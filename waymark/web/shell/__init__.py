"""What every page has: layout, navigation, signing in, errors."""
