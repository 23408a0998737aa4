"""What pages share: the base page, blocks, campaign settings and live figures."""
