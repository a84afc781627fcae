"""S-codes: documents, sections, elements, figures and rosters that must be there."""
