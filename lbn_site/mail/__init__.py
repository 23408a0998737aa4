"""Outgoing mail: the outbox and its delivery. Knows no newsletter."""
