"""Information asked of other agencies, and what they answered on which lawful basis."""
