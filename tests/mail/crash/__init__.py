"""Real workers, killed at random: what is lost, doubled, in doubt."""
