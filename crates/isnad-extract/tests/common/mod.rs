//! What every test and example of extraction begins with: the names that every installation knows.

use isnad_extract::KnownNames;
use isnad_gazetteer::StarterEntity;

/// The starter gazetteer, of names that several entities share the likeliest first.
pub fn starter_names() -> KnownNames {
    let known = KnownNames::new(isnad_gazetteer::entities().iter().map(StarterEntity::to_known));
    isnad_gazetteer::ambiguous().iter().fold(known, |names, shared| {
        names.with_preference(&shared.lang, &shared.text, &shared.ids)
    })
}
