"""BlueCross BlueShield of Tennessee."""
