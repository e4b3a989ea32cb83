"""Policies of the Washington State Department of Labor & Industries."""
