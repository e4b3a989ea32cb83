"""Policies of the NHS in England and Wales, by NICE."""
