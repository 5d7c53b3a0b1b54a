//! Behind: those told behind a verb or noun up to the end of its clause, as lists by the word that introduces them.

use super::elements::What;
use super::ties::Tie;
use super::{Scene, Who};
use crate::lexicon::Class;
use crate::meetings::Finder;

/// Those told behind a verb or noun.
#[derive(Default, Debug)]
pub(super) struct Behind {
    /// Lists without a preposition.
    pub bare: Vec<Vec<Who>>,
    /// Behind the words that introduce those met.
    pub with: Vec<Who>,
    /// Behind "between".
    pub between: Vec<Who>,
    /// Attending or presiding.
    pub attend: Vec<Who>,
    /// The element at which the clause ends.
    pub end: usize,
}

/// The list that a coordinated name joins.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Bare,
    With,
    Between,
    Attend,
    None,
}

impl Finder<'_, '_, '_> {
    /// Those told behind an element, up to `end`; `ties` are those that introduce the people met.
    pub(super) fn behind_element(&self, scene: &Scene<'_>, index: usize, end: usize, ties: &[Tie]) -> Behind {
        let mut behind = Behind {
            end,
            ..Behind::default()
        };
        let (mut last, mut aside, mut comma) = (Last::None, false, false);
        let mut apposed: Option<Tie> = None;
        let mut hearsay = false;
        for at in index + 1..end {
            let element = &scene.row[at];
            match element.what {
                What::That(true) if hearsay => {}
                // `خبر اجتماع قيل إنه انعقد`.
                What::That(true) if at == index + 2 && at + 1 < end => hearsay = true,
                What::Stop | What::That(_) | What::Joint => {
                    behind.end = at;
                    break;
                }
                What::Relative => {
                    let verb = scene
                        .row
                        .get(at + 1)
                        .is_some_and(|it| matches!(it.what, What::Verb(_)));
                    aside = at > index + 1 || verb;
                }
                What::Comma => {
                    aside = false;
                    comma = true;
                    continue;
                }
                // `قيل إنه انعقد`: hearsay of the same event.
                What::Verb(found)
                    if found.class == Class::Say
                        && scene
                            .row
                            .get(at + 1)
                            .is_some_and(|it| it.what == What::That(true)) =>
                {
                    hearsay = true;
                }
                What::Verb(_) if hearsay => hearsay = false,
                What::Verb(found) if !aside => {
                    if found.enclitic && found.class == Class::Verb {
                        continue;
                    }
                    behind.end = at;
                    break;
                }
                _ if aside => {}
                // `مع X، وزير التجارة في بلده،`: his title in apposition.
                What::Role if comma && element.mention.is_none() && self.follows_person(scene, at) => {}
                // `الطرفان، X وY،`, `رئيسي البلدين، X وY`: the names behind the comma are theirs.
                What::Both | What::Role if self.is_apposed(scene, at, end) => {
                    apposed = Some(element.tie);
                }
                What::Party | What::Role | What::Unnamed => {
                    // `أهمية الحوار مع بغداد`: tied to another noun.
                    let tied = matches!(
                        element.tie,
                        Tie::With | Tie::By | Tie::Between | Tie::From | Tie::To | Tie::On
                    );
                    let told = !behind.with.is_empty() || !behind.between.is_empty();
                    if tied && told && !self.is_loose(scene, at, index) {
                        last = Last::None;
                    } else if let Some(who) = self.who(element) {
                        let tie = apposed
                            .take()
                            .filter(|_| element.tie == Tie::Bare)
                            .unwrap_or(element.tie);
                        last = take(&mut behind, who, tie, (last, comma), ties);
                    }
                }
                What::Both => {
                    let two: Vec<Who> = self
                        .parties_told(element.tokens.start)
                        .into_iter()
                        .map(Who::Named)
                        .collect();
                    match element.tie {
                        Tie::Between => behind.between.extend(two),
                        Tie::Bare => behind.bare.push(two),
                        tie if ties.contains(&tie) => behind.with.extend(two),
                        _ => {}
                    }
                    last = Last::None;
                }
                What::Place | What::Name | What::Noun(_) => last = Last::None,
                What::Word if self.breaks_list(element.tokens.start) => last = Last::None,
                _ => {}
            }
            comma = false;
        }
        behind
    }

    /// Whether a person and a comma stand right before an element.
    fn follows_person(&self, scene: &Scene<'_>, at: usize) -> bool {
        at >= 2
            && scene.row[at].tie == Tie::Bare
            && self
                .who(&scene.row[at - 2])
                .is_some_and(|who| self.is_person(who))
    }

    /// Whether names in apposition stand behind the comma after an element.
    pub(super) fn is_apposed(&self, scene: &Scene<'_>, at: usize, end: usize) -> bool {
        let element = &scene.row[at];
        (element.what == What::Both || element.mention.is_none())
            && at + 2 < end
            && scene.row[at + 1].what == What::Comma
            && scene.row[at + 2].what == What::Party
            && scene.row[at + 2].tie == Tie::Bare
    }

    /// Whether the preposition of an element hangs on no noun of its own: a party, a comma, a date or the trigger is before it.
    fn is_loose(&self, scene: &Scene<'_>, at: usize, trigger: usize) -> bool {
        let document = self.document;
        let mut before = at;
        while before > trigger + 1 {
            before -= 1;
            let element = &scene.row[before];
            let token = element.tokens.start;
            match element.what {
                What::Word
                    if document.tokens[token].is_quote()
                        || document.is_any(
                            token,
                            &[
                                Class::Preposition,
                                Class::With,
                                Class::Between,
                                Class::And,
                                Class::Determiner,
                                Class::Adverb,
                                Class::InstitutionClass,
                                Class::GroupHead,
                            ],
                        ) => {}
                What::Word => return false,
                _ => return true,
            }
        }
        true
    }

    /// Whether a word ends a list of people: a noun that is none of them.
    fn breaks_list(&self, at: usize) -> bool {
        let document = self.document;
        document.tokens[at].is_word()
            && !document.is_any(
                at,
                &[
                    Class::Adverb,
                    Class::Determiner,
                    Class::And,
                    Class::With,
                    Class::Title,
                    Class::TitleWord,
                    Class::Between,
                    Class::InstitutionClass,
                    Class::GroupHead,
                    Class::Participation,
                    Class::Lead,
                ],
            )
    }
}

fn take(behind: &mut Behind, who: Who, tie: Tie, (last, comma): (Last, bool), ties: &[Tie]) -> Last {
    match tie {
        Tie::Between => {
            behind.between.push(who);
            Last::Between
        }
        Tie::Attend => {
            behind.attend.push(who);
            Last::Attend
        }
        tie if ties.contains(&tie) => {
            behind.with.push(who);
            Last::With
        }
        Tie::And => {
            let list = match last {
                Last::Bare => behind.bare.last_mut(),
                Last::With => Some(&mut behind.with),
                Last::Between => Some(&mut behind.between),
                Last::Attend => Some(&mut behind.attend),
                Last::None => None,
            };
            if let Some(list) = list {
                list.push(who);
            }
            last
        }
        Tie::Bare => {
            // `بين X، Y، وZ`: a comma coordinates too.
            match (last, comma) {
                (Last::With, true) => behind.with.push(who),
                (Last::Between, true) => behind.between.push(who),
                (Last::Attend, true) => behind.attend.push(who),
                _ if !behind.with.is_empty() || !behind.between.is_empty() => return Last::None,
                _ => {
                    behind.bare.push(vec![who]);
                    return Last::Bare;
                }
            }
            last
        }
        _ => Last::None,
    }
}
