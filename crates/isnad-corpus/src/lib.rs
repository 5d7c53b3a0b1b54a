//! Remembers every file of a knowledge base; applies a change and redoes only what it touched.
