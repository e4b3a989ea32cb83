"""Highmark, commercial plans in Pennsylvania."""
