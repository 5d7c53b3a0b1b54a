//! Records of all articles and curated pages to one KnowledgeGraph.

pub mod node;
