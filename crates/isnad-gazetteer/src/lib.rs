//! The names that every installation knows: states, capitals, demonyms and international bodies in six languages.
