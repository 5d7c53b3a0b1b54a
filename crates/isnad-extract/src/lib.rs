//! Article, known names and language packs to Record: mentions, meetings, claims with their chains.
