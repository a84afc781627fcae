"""Pages that are pictures: rendered, set upright, freed of seals, recognised, and read like printed ones."""
