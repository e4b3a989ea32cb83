"""Policies of Canada's public drug plans, by CADTH."""
