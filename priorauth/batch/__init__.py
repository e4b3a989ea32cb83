"""Many cases: one folder each, one summary. No case can stop another, and a run can be killed at any moment."""
