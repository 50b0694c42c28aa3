"""Papers of one company against each other: licence, certificates, assessment, instances."""
