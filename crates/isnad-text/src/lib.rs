//! Raw text to folded text with a map back to the original: spans, repairs, sentences, scripts, sort keys.

pub mod broken;
mod chain;
pub mod clitics;
pub mod dotless;
mod european;
pub mod fold;
pub mod nearest;
pub mod quotes;
pub mod rasm;
pub mod repair;
pub mod scalar;
pub mod script;
pub mod sentences;
pub mod skeleton;
pub mod slug;
pub mod sort;
pub mod span;
pub mod table;
pub mod wordlist;
pub mod words;

pub use broken::find_repairs;
pub use clitics::{Proclitic, has_article, proclitics};
pub use dotless::dotless_share;
pub use fold::{Folded, fold, fold_name, fold_repaired, search_key};
pub use nearest::nearest;
pub use quotes::{Quote, find_quotes};
pub use repair::{Repair, apply_repairs};
pub use script::{Direction, Script, direction_of, is_rtl_lang, isolate, script_of, strip_bidi_controls};
pub use sentences::{Sentence, split_sentences};
pub use skeleton::{may_be_same_name, skeletons};
pub use slug::slugify;
pub use sort::{head_letter, sort_key};
pub use span::{ScalarIndex, Span};
pub use table::Level;
pub use wordlist::{Both, WordList, WordSet, victims};
pub use words::{Word, split_words};
