"""Western Health Advantage."""
