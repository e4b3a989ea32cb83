"""Blue Cross Blue Shield of Michigan and Blue Care Network."""
