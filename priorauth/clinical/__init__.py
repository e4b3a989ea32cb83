"""Words and arithmetic of migraine care: ranges, spans of time, medicines, codes, scores, the injection plan."""
