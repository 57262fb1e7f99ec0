"""Pure rules of accreditation: what stands on a badge."""
