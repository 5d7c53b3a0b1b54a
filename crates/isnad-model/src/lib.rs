//! The nouns of isnad: Article, Record, Entity, Meeting, Claim, Date, Diagnostic.
