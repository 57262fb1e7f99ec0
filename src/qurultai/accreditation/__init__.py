"""Accreditation: who may come in, shown by a badge that cannot be made by anybody else."""
