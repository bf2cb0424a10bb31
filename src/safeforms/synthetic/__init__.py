"""Records of nobody: believable answers to any form, drawn from a seed. `examples` is the door."""
