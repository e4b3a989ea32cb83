"""Policies of Magellan Rx, a manager of medical-benefit drugs for client plans."""
