//! Watches paths, serves bytes, reloads the browser; knows nothing of articles.
