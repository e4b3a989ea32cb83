"""Prior-authorization documents for Botox in chronic migraine."""
