"""Blue Cross NC (Blue Cross and Blue Shield of North Carolina)."""
