//! KnowledgeGraph to DOT and JSON.
