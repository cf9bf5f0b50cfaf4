"""One working day in fast-forward, through the real parts: HTTP, worker, actions, strategies, ledger."""
