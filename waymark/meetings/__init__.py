"""Meetings: who is invited, who came, what each agency said, what was decided and who dissented."""
