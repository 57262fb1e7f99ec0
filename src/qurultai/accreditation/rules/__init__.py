"""Pure rules of accreditation: what stands on a badge, who may have one, and what security and consuls are told."""
