"""What a payer asks: the criterion language, policies, and how one policy is found."""
