//! Words: what labels say besides data, in the languages that isnad's own pages speak.

use isnad_graph::{EdgeKind, MeetingStatus};
use isnad_model::{EntityKind, MeetingKind, Stance};

/// A word in Arabic and in English; other languages read the English one.
#[derive(Clone, Copy)]
pub(crate) struct Word {
    ar: &'static str,
    en: &'static str,
}

impl Word {
    pub(crate) fn in_lang(self, lang: &str) -> &'static str {
        let is_arabic = lang == "ar" || lang.starts_with("ar-");
        if is_arabic { self.ar } else { self.en }
    }
}

const fn word(ar: &'static str, en: &'static str) -> Word {
    Word { ar, en }
}

pub(crate) const ARTICLE: Word = word("مقال", "article");
pub(crate) const CLAIM: Word = word("قول", "claim");
pub(crate) const TOPIC: Word = word("ملف", "topic");
pub(crate) const REPORTS: Word = word("عدد الروايات", "reports");
pub(crate) const ORIGINS: Word = word("عدد المصادر المستقلة", "independent origins");

/// What an entity is.
pub(crate) fn of_entity(kind: EntityKind) -> Word {
    match kind {
        EntityKind::Person => word("شخص", "person"),
        EntityKind::Organization => word("هيئة", "organization"),
        EntityKind::State => word("دولة", "state"),
        EntityKind::Place => word("مكان", "place"),
        EntityKind::Group => word("جماعة", "group"),
        EntityKind::Anonymous => word("مصدر غير مسمى", "unnamed source"),
    }
}

/// What sort of meeting it is.
pub(crate) fn of_meeting(kind: MeetingKind) -> Word {
    match kind {
        MeetingKind::Meeting => word("لقاء", "meeting"),
        MeetingKind::Call => word("اتصال", "call"),
        MeetingKind::Visit => word("زيارة", "visit"),
        MeetingKind::Round => word("جولة", "round"),
        MeetingKind::Session => word("جلسة", "session"),
    }
}

/// What became of a meeting; nothing where it simply took place.
pub(crate) fn of_status(status: MeetingStatus) -> Option<Word> {
    match status {
        MeetingStatus::Held => None,
        MeetingStatus::Planned => Some(word("مقرر", "planned")),
        MeetingStatus::Postponed => Some(word("مؤجل", "postponed")),
        MeetingStatus::Cancelled => Some(word("ملغى", "cancelled")),
        MeetingStatus::Denied => Some(word("منفي", "denied")),
        MeetingStatus::Unreported => Some(word("لم يرد أنه انعقد", "no report that it took place")),
    }
}

/// How firmly a claim is made; nothing where it is simply asserted.
pub(crate) fn of_stance(stance: Stance) -> Option<Word> {
    match stance {
        Stance::Asserted => None,
        Stance::Hedged => Some(word("بتحفظ", "hedged")),
        Stance::Predicted => Some(word("توقع", "predicted")),
        Stance::Denied => Some(word("نفي", "denied")),
    }
}

/// What an edge says, read from its start to its end.
pub(crate) fn of_edge(kind: EdgeKind) -> Word {
    match kind {
        EdgeKind::Mentions => word("يذكر", "mentions"),
        EdgeKind::PublishedBy => word("نشره", "published by"),
        EdgeKind::InTopic => word("ضمن", "in"),
        EdgeKind::Reports => word("يروي", "reports"),
        EdgeKind::CopyOf => word("نسخة من", "copy of"),
        EdgeKind::Cites => word("ينقل عن", "cites"),
        EdgeKind::ParticipatedIn => word("شارك في", "took part in"),
        EdgeKind::HeldAt => word("في", "held in"),
        EdgeKind::Said => word("قال", "said"),
        EdgeKind::Relays => word("نقلا عن", "relays"),
        EdgeKind::About => word("عن", "about"),
        EdgeKind::Contradicts => word("يناقض", "contradicts"),
        EdgeKind::HoldsOffice => word("منصب لدى", "holds office of"),
        EdgeKind::ActsFor => word("يمثل", "acts for"),
        EdgeKind::MemberOf => word("عضو في", "member of"),
        EdgeKind::PartOf => word("جزء من", "part of"),
        EdgeKind::LocatedIn => word("يقع في", "located in"),
    }
}
