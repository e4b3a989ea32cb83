"""Policies of HealthPartners, commercial and of the Minnesota Health Care Programs."""
