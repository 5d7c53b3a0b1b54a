//! Makers: the light verb that makes an event of a noun, before it, behind it, as a verbal noun, or gathering people.

use std::ops::Range;

use super::Scene;
use super::elements::What;
use super::ties::Tie;
use crate::document::Found;
use crate::lexicon::Class;
use crate::meetings::Finder;

/// The verb that makes an event of a noun, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Maker {
    pub at: usize,
    pub found: Found,
    pub behind: bool,
}

impl Finder<'_, '_, '_> {
    /// The light verb of a noun: before it with nothing but its subject and adjuncts between, or behind it.
    pub(super) fn maker(&self, scene: &Scene<'_>, index: usize, scope: &Range<usize>) -> Option<Maker> {
        if let Some(gathering) = self.gathering(scene, index, scope.end) {
            return Some(gathering);
        }
        if let Some(ahead) = self.maker_ahead(scene, index, scope.start) {
            return Some(ahead);
        }
        self.maker_behind(scene, index, scope.end)
    }

    /// The light verb behind a noun (`محادثات استضافتها`, `أن جولة ستعقد`).
    pub(super) fn maker_behind(&self, scene: &Scene<'_>, index: usize, end: usize) -> Option<Maker> {
        let document = self.document;
        let visit = self.is_noun_of_visit(scene, index);
        let mut aside = false;
        for at in index + 1..end.min(index + 16) {
            match scene.row[at].what {
                // `الجولة الثانية من المباحثات ستنطلق`.
                What::Noun(_) if scene.row[at].tie == Tie::From => {}
                What::Stop | What::That(_) | What::Noun(_) | What::Joint => break,
                // Behind a comma only what goes back to the noun makes it.
                What::Comma
                    if !scene.row.get(at + 1).is_some_and(|it| {
                        it.what == What::Relative || it.verb().is_some_and(|verb| verb.enclitic)
                    }) =>
                {
                    break;
                }
                What::Verb(found) => {
                    let light = document.find(found.start, Class::Light).copied();
                    let gathers = document
                        .find(found.start, Class::Meet)
                        .is_some_and(|it| document.lexicon.pack.meet[it.entry].gathers);
                    let gathers =
                        gathers || light.is_some_and(|it| document.lexicon.pack.light[it.entry].gathers);
                    if gathers && visit {
                        break;
                    }
                    if light.is_some() || gathers {
                        return Some(Maker {
                            at,
                            found: light.unwrap_or(found),
                            behind: true,
                        });
                    }
                    if !aside {
                        break;
                    }
                }
                What::Comma | What::Relative => aside = true,
                _ => {}
            }
        }
        None
    }

    /// The light verb before a noun, nothing but its subject and adjuncts between.
    pub(super) fn maker_ahead(&self, scene: &Scene<'_>, index: usize, start: usize) -> Option<Maker> {
        let document = self.document;
        let noun = &scene.row[index];
        let governed =
            document.is_definite(noun.tokens.start) && matches!(noun.tie, Tie::Of | Tie::At | Tie::Other);
        for at in (start..index).rev() {
            match scene.row[at].what {
                What::Stop | What::That(_) | What::Relative | What::Joint => break,
                // `تلتئم الرابطة للبت في عقوبات الجولة`: the noun is of what it is for.
                What::Word
                    if governed
                        && crate::shapes::has_contracted_article(
                            document.key(scene.row[at].tokens.start),
                        ) =>
                {
                    break;
                }
                What::Verb(found) if found.class == Class::Light => {
                    return Some(Maker {
                        at,
                        found,
                        behind: false,
                    });
                }
                What::Verb(found) => {
                    // `جمع لقاء A وB` may be read as a verb of meeting.
                    let light = document.find(found.start, Class::Light).copied();
                    if let Some(found) = light {
                        return Some(Maker {
                            at,
                            found,
                            behind: false,
                        });
                    }
                    break;
                }
                What::Noun(_) => break,
                What::Word if self.is_making_noun(scene.row[at].tokens.start) => {
                    let found = *document.find(scene.row[at].tokens.start, Class::Light)?;
                    return Some(Maker {
                        at,
                        found,
                        behind: false,
                    });
                }
                _ => {}
            }
        }
        None
    }

    /// `اجتماع ضم`, `لقاء مغلق جمع`, `القمة التي جمعت`: the verb of gathering right behind a noun.
    pub(super) fn gathering(&self, scene: &Scene<'_>, index: usize, end: usize) -> Option<Maker> {
        // `جولة شملت P`: where somebody went.
        if self.is_noun_of_visit(scene, index) {
            return None;
        }
        for at in index + 1..end.min(index + 9) {
            match scene.row[at].what {
                // `التي كان ينتظر أن تجمع`.
                What::Verb(found)
                    if self.document.is(found.start, Class::Planned)
                        && scene
                            .row
                            .get(at + 1)
                            .is_some_and(|it| it.what == What::That(false)) => {}
                What::Verb(found) => {
                    let maker = Maker {
                        at,
                        found,
                        behind: true,
                    };
                    return self.gathers(&maker).then_some(maker);
                }
                What::Word | What::Relative | What::Comma | What::Date | What::Place => {}
                // `اجتماعا للجنة ضم A`.
                What::Party if scene.row[at].tie == Tie::To && at <= index + 2 => {}
                // `القمة التي كان يفترض أن تجمع`.
                What::That(false) if self.is_planned_relative(scene, index) => {}
                _ => return None,
            }
        }
        None
    }

    /// `بعقد لقاء`, `لإجراء محادثات`: the verbal noun of a light verb.
    pub(super) fn is_making_noun(&self, at: usize) -> bool {
        self.document
            .find(at, Class::Light)
            .is_some_and(|it| it.form.tense == crate::inflect::Tense::Noun)
    }

    pub(super) fn gathers(&self, maker: &Maker) -> bool {
        let document = self.document;
        let at = maker.found.start;
        document
            .find(at, Class::Light)
            .is_some_and(|it| document.lexicon.pack.light[it.entry].gathers)
            || document
                .find(at, Class::Meet)
                .is_some_and(|it| document.lexicon.pack.meet[it.entry].gathers)
    }

    pub(super) fn hosts(&self, maker: &Maker) -> bool {
        let document = self.document;
        document
            .find(maker.found.start, Class::Light)
            .is_some_and(|it| document.lexicon.pack.light[it.entry].subject_place)
    }
}
