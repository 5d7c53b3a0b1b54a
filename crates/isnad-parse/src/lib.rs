//! Source text (Markdown, plain text, JSON Lines, entity pages, configuration) to the model, with diagnostics.
