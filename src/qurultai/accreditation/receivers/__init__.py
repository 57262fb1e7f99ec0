"""What accreditation does when told a fact; every receiver may be told twice."""
