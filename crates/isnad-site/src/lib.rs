//! KnowledgeGraph and templates to pages as bytes.
