"""Episodes, answers and the histories behind them, kept in the ledger."""
