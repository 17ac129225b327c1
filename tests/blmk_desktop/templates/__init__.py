"""Templates: what networks and practices are sent."""
