"""Case × policy → findings, each with its reason → readiness and ordered gaps."""
