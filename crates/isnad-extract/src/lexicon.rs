//! Lexicon: what a word or phrase can be to the engine, and the words of a pack that are it.

mod trie;

pub use trie::Lexicon;

use crate::inflect::Form;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What a word or phrase is to the engine.
        // `SubClass`-like endings are the field's own terms.
        #[allow(clippy::enum_variant_names)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Class { $($(#[$doc])* $name,)* }

        impl Class {
            /// Every key of `[words]`, and in parentheses what has tables of its own.
            pub const NAMES: &'static [&'static str] = &[$($word,)*];

            /// Its key in the packs.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $word.trim_matches(['(', ')']),)* }
            }

            /// The class that a key of `[words]` names.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

classes! {
    /// Verb of saying: entry of `say`.
    Say = "(say)",
    /// Phrase of attribution: entry of `according`.
    According = "(according)",
    /// Hidden source: entry of `hidden`.
    Hidden = "(hidden)",
    /// Noun of an unnamed source: entry of `source`.
    Source = "(source)",
    /// Pronoun: entry of `pronoun`.
    Pronoun = "(pronoun)",
    /// Possessive pronoun: entry of `possessive`.
    Possessive = "(possessive)",
    /// Noun that attributes: entry of `cue_noun`.
    CueNoun = "(cue_noun)",
    /// Verb of meeting: entry of `meet`.
    Meet = "(meet)",
    /// Noun of meeting: entry of `meeting`.
    Meeting = "(meeting)",
    /// Light verb: entry of `light`.
    Light = "(light)",
    /// Another verb.
    Verb = "(verb)",
    /// A verb that governs another ("plans to meet"), see `pack::Catenative`.
    Catenative = "(catenative)",
    /// Introduces a content clause.
    That = "that",
    /// Introduces a content clause and holds its subject (`أنه`).
    ThatPronoun = "that_pronoun",
    /// Carries the inner source's speech in a relay (`قوله`, "as saying").
    RelayNoun = "relay_noun",
    /// Introduces the origin in a relay (`عن`).
    RelayFrom = "relay_from",
    /// Introduces the one from whom an outlet learned it (`علمت … من`).
    LearnsFrom = "learns_from",
    /// Takes up a topic before its clause (`فقد`).
    Resumptive = "resumptive",
    /// Reports without an author.
    Hearsay = "hearsay",
    /// Pronoun that is told something ("him").
    ObjectPronoun = "object_pronoun",
    /// A form of "to be" that makes a passive.
    Passive = "passive",
    /// Introduces the outlet that is spoken to (`في تصريح ل`).
    SpokenTo = "spoken_to",
    /// People spoken to who are no link of a chain.
    Reporter = "reporter",
    /// Relative pronoun.
    Relative = "relative",
    /// Relative that is its own antecedent (`ما`).
    FreeRelative = "free_relative",
    /// Preposition.
    Preposition = "preposition",
    /// Preposition of place.
    PlacePreposition = "place_preposition",
    /// Conjunction that opens a clause.
    Conjunction = "conjunction",
    /// Coordinates names.
    And = "and",
    /// Opens what tells when or where something was said (`وذلك خلال`).
    Occasion = "occasion",
    /// Noun of belief or hope with its holder (`اعتقاده`).
    BeliefNoun = "belief_noun",
    /// Definite noun for a human being who was told of before.
    Human = "human",
    /// A conditional of what did not happen ("would have").
    Unreal = "unreal",
    /// Hides the source between a subject and its verb ("is said to").
    Raised = "raised",
    /// Opens a clause that only attributes ("as X said").
    AsSaid = "as_said",
    /// Negation.
    Negation = "negation",
    /// Future particle.
    Future = "future",
    /// Negation of what is to come (`لن`).
    FutureNegation = "future_negation",
    /// Condition.
    Condition = "condition",
    /// Makes a clause doubtful.
    Hedge = "hedge",
    /// Auxiliary verb.
    Auxiliary = "auxiliary",
    /// Adverb of time or manner that ends a noun phrase.
    Adverb = "adverb",
    /// Opens a sentence of another speaker (`من جهته`).
    Topic = "topic",
    /// Given name.
    GivenName = "given_name",
    /// Particle inside a name.
    Particle = "particle",
    /// Small word that links the parts of a body's name ("of", "for").
    NameLink = "name_link",
    /// Particle that binds the next word to it (`عبد`).
    Binding = "binding_particle",
    /// Title or office before a name.
    Title = "title",
    /// The same for a woman.
    TitleFeminine = "title_feminine",
    /// The same for several.
    TitlePlural = "title_plural",
    /// Word that belongs to a title phrase without opening one.
    TitleWord = "title_word",
    /// Head noun of an institution.
    Institution = "institution",
    /// Head noun of an institution that is no part of its name.
    InstitutionClass = "institution_class",
    /// Head noun of an institution after which a bare proper name may stand.
    TakesName = "takes_name",
    /// First word of an organization's name ("Statistics" Norway).
    OrganizationStart = "organization_start",
    /// Last word of an organization's name.
    OrganizationEnd = "organization_end",
    /// Class noun of an outlet.
    Outlet = "outlet",
    /// Last word of an outlet's name.
    OutletEnd = "outlet_end",
    /// Noun for a document.
    Document = "document",
    /// Class noun of a place, no part of the name.
    PlaceClass = "place_class",
    /// Adjective of a body of all states (`الدولي`, "international").
    International = "international",
    /// Head noun of a place, part of the name.
    PlaceHead = "place_head",
    /// Last word of a place's name.
    PlaceEnd = "place_end",
    /// Adjective of an unnamed source.
    SourceAdjective = "source_adjective",
    /// Adjective that names an institution (`الأممية`).
    InstitutionAdjective = "institution_adjective",
    /// Preposition before what an unnamed source belongs to.
    Inside = "inside",
    /// Noun for a body that an unnamed source can belong to.
    Body = "body",
    /// "Itself" after a noun.
    Itself = "itself",
    /// Definite article as a word of its own, or a demonstrative.
    Definite = "definite",
    /// Determiner left out of an unnamed source.
    Determiner = "determiner",
    /// Never part of a name.
    NotName = "not_name",
    /// Words that a capital may begin without being a name.
    NotAlone = "not_alone",
    /// Begins a line that is no running text.
    Boilerplate = "boilerplate",
    /// Credit line words.
    Credit = "credit",
    /// Before the outlet that a text comes from, as a line's first words.
    CreditLabel = "credit_label",
    /// A meeting is to come.
    Planned = "planned",
    /// A meeting was called off.
    Cancelled = "cancelled",
    /// A meeting is denied.
    Denied = "denied",
    /// A request or offer: no meeting.
    Requested = "requested",
    /// By telephone or video.
    ByCall = "by_call",
    /// Marks those met.
    With = "with",
    /// Marks all who met.
    Between = "between",
    /// Preposition before whom or what something comes from, the other end of a call too ("from").
    From = "from",
    /// Partners or parties of something.
    Partner = "partner",
    /// Introduces talks at or after which something was done.
    During = "during",
    /// Those who stand for somebody ("representatives of").
    Delegation = "delegation",
    /// Taking part in something.
    Participation = "participation",
    /// "Ten" in a compound ordinal.
    Ten = "ten",
    /// Preposition of place that tells where something goes or comes from, not where it is.
    NotAt = "not_at",
    /// Ordinal number.
    Ordinal = "ordinal",
    /// Head of a name by which verbs agree in the masculine.
    Masculine = "masculine",
    /// Word for a government's side that is no mention (`الجانب`).
    Side = "side",
    /// Parties of a meeting told by number (`الطرفان`, "the two").
    Both = "both",
    /// Shows that a meeting is not the one told before.
    Another = "another",
    /// Shows that a sentence tells of a match.
    Sport = "sport",
    /// Triggers' false friends.
    FalseFriend = "false_friend",
    /// Name of a town, river or region that no known entity has.
    PlaceName = "place_name",
    /// The same, but an everyday word too: only after a word of place.
    PlaceNameCommon = "place_name_common",
    /// Head noun of an institution only with the article and an adjective (`الخارجية الروسية`).
    InstitutionDefinite = "institution_definite",
    /// Head noun of an armed or political group.
    GroupHead = "group_head",
    /// Noun before the name of the place where it happened (`اتفاق`, `مسار`).
    VenueNoun = "venue_noun",
    /// Verb or noun of going somewhere.
    Motion = "motion",
    /// Adjective of a people or region that is no name by itself ("Nordic").
    RegionAdjective = "region_adjective",
    /// First word of an outlet's name.
    OutletStart = "outlet_start",
    /// Class noun of an outlet that has other senses (`قناة`, `شبكة`).
    OutletWeak = "outlet_weak",
    /// Direction before a place (`شمالي`, "north").
    Direction = "direction",
    /// Event, product, law or work: a name that is no mention.
    NotEntity = "not_entity",
    /// Case ending behind an apostrophe that tells where (`'da`).
    PlaceSuffix = "place_suffix",
    /// Given name that is an everyday word too (`كامل`).
    GivenNameCommon = "given_name_common",
    /// Surname that news uses without more (`بوتين`).
    Surname = "surname",
    /// Preposition of what a body is for (`по`).
    BodyLink = "body_link",
    /// Small word inside the name of an office (`по`, "de").
    OfficeLink = "office_link",
    /// Class noun of a place with other senses (`منطقة الجزاء`).
    PlaceClassWeak = "place_class_weak",
    /// Head noun of an institution with other senses (`حركة السير`): needs a people's adjective, a known name or marks.
    InstitutionWeak = "institution_weak",
    /// What a sports body is for, a part of its name behind `ل`.
    Purpose = "purpose",
    /// Noun of what somebody holds, in a phrase that attributes ("in her `view`").
    ViewNoun = "view_noun",
    /// Verb that makes a saying of a noun ("issued" a warning that).
    Utter = "utter",
    /// Negated content marker that belongs to the content (`ألا`).
    ThatNot = "that_not",
    /// Opens a clause that only attributes ("to hear her tell it").
    Hear = "hear",
    /// Closes one ("tell it").
    TellIt = "tell_it",
    /// Closes one that begins with a condition ("if X is to be believed").
    Believed = "believed",
    /// Between a quotation and who speaks so ("is how").
    How = "how",
    /// How a source asks to stay unnamed (`عدم ذكر اسمه`).
    Anonymity = "anonymity",
    /// Noun for what cannot speak (`الأحداث`).
    Thing = "thing",
    /// Stands between a quotation and its cue (`هكذا`, `بهذه الكلمات`).
    Thus = "thus",
    /// Introduces the outlet that a document came through ("seen by").
    SeenBy = "seen_by",
    /// Noun of doing that its ending does not show ("release").
    DeedNoun = "deed_noun",
    /// Word of address that needs no complement before a name (`معالي`).
    TitleHonorific = "title_honorific",
    /// Phrase that begins as a body's name does and names none (`مجلس الإدارة`).
    InstitutionCommon = "institution_common",
    /// Head noun of an office named by whose it is (`مكتب` رئيس الوزراء).
    OfficeHead = "office_head",
    /// Head noun of a mission whose name holds where it is (`بعثة`).
    MissionHead = "mission_head",
    /// Noun for a team that plays for a state (`منتخب`).
    NationalTeam = "national_team",
    /// Head noun of a company named by its country or town (`طيران` الإمارات).
    CompanyHead = "company_head",
    /// Class noun of a station that its country names (`التلفزيون السوري`).
    OutletBroadcast = "outlet_broadcast",
    /// Class noun of a station that a number names (`القناة 12`).
    OutletNumbered = "outlet_numbered",
    /// Noun of a venue named after people (`ملعب`), no part of the name.
    VenueClass = "venue_class",
    /// Noun of a text that an outlet prints ("a `report` in").
    ArticleNoun = "article_noun",
    /// Noun for people of a tribe or band behind its name ("Hmong `fighters`").
    GroupNoun = "group_noun",
    /// Last word of an armed or political group's name ("Northern `Front`").
    GroupEnd = "group_end",
    /// Head noun of a state's body that its state alone tells ("China's `parliament`").
    MinistryHead = "ministry_head",
    /// Name of a club or company that no known entity has.
    OrganizationName = "organization_name",
    /// The same, but an everyday word too: with an adjective of nation or in an article of sport.
    OrganizationNameCommon = "organization_name_common",
    /// Name of an outlet that no known entity has.
    OutletName = "outlet_name",
    /// Name of a Latin letter (`بي`).
    LetterName = "letter_name",
    /// Syllable of an East Asian name (`جونغ`).
    NameSyllable = "name_syllable",
    /// What the surnames of a language end in (`وفيتش`).
    SurnameEnding = "surname_ending",
    /// Everyday word that no unknown name is made of.
    CommonWord = "common_word",
    /// Introduces who leads a delegation or presides (`برئاسة`).
    Lead = "lead",
    /// Verb of sending somebody (`أوفد`): who is sent does what follows.
    Send = "send",
    /// "Three", of parties told before (`الدول الثلاث`).
    Three = "three",
    /// Verb that tells of a meeting that was held even where it is negated (`لم يدم الاجتماع`).
    Lasting = "lasting",
    /// Title with a pronoun for who was told of last (`معاليه`).
    Honorific = "honorific",
    /// Verb of denying with its object joined to it (`نفاه`).
    DeniesIt = "denies_it",
    /// What is denied, told before (`ذلك`, `الخبر`).
    Rumour = "rumour",
    /// Negation of what stands right behind it only (`غير`, `دون`).
    NegationNear = "negation_near",
    /// Building or room in which people meet (`مقر`, `قصر`).
    Venue = "venue",
    /// Stands behind an object (`را`).
    ObjectMark = "object_mark",
    /// Never the last word of a name, an adjective of time or order (`الحالي`).
    TimeAdjective = "time_adjective",
    /// Verb of possibility or duty before another ("could").
    Modal = "modal",
    /// Verb form of a condition or of what is to come as reported ("would").
    Would = "would",
    /// Present form of "to be".
    Present = "present",
    /// Adjective behind "to be" by which something is to come ("due", "set").
    Due = "due",
    /// Adjective behind "to be" by which something is only possible ("ready").
    Willing = "willing",
    /// Object pronoun of several ("them").
    ObjectPlural = "object_plural",
    /// Determiner of something not told before ("a").
    Indefinite = "indefinite",
    /// Those who are sent by somebody ("delegation").
    DelegationNoun = "delegation_noun",
    /// Office that another one gives its name to ("counterpart").
    Counterpart = "counterpart",
    /// Participle before "by" and the head of a delegation ("led").
    Led = "led",
    /// Preposition before whose office or people it is ("of", "for").
    Of = "of",
    /// Preposition before the owner ("of", "from").
    OfOnly = "of_whom",
    /// Preposition before who does what a passive tells ("by").
    By = "by",
    /// Preposition before those who take part ("with", "involving").
    WithOnly = "together",
    /// Preposition before where somebody goes ("to").
    To = "goal",
    /// Before a meeting that is to come ("ahead of").
    AheadOf = "ahead",
    /// Before what somebody goes somewhere for ("for").
    PurposePreposition = "purpose_preposition",
    /// Before the larger event within which something happened ("on the sidelines of").
    Within = "within",
    /// Something that has a place of its own ("war", "ceasefire").
    Situated = "situated",
    /// Noun by which something is to come ("plans").
    PlanNoun = "plan_noun",
    /// Noun of a wish, an offer or a request ("prospect").
    UnrealNoun = "unreal_noun",
    /// Noun by which something is called off ("cancellation").
    CancelNoun = "cancel_noun",
    /// Noun of something told by others ("reports", "rumours").
    ReportNoun = "report_noun",
    /// Adjective of what is to come ("upcoming").
    PlannedAdjective = "planned_adjective",
    /// Adjective of what was called off ("postponed").
    CancelledAdjective = "cancelled_adjective",
    /// Adjective of what is only thought of ("possible").
    UnrealAdjective = "unreal_adjective",
    /// Shows that a verb tells another meeting ("again").
    Again = "again",
    /// Adverb of order before a verb ("last met").
    OrderAdverb = "order_adverb",
    /// How long or how often talks went on ("hours of talks").
    Measure = "measure",
    /// "Together" behind a verb that brings people to one place.
    Together = "brought_together",
    /// Words that put people at one table ("across a table").
    AtTable = "at_table",
    /// Body that meets, told by its noun ("cabinet").
    MeetingBody = "meeting_body",
    /// Words of what happens again and again ("every week").
    Habit = "habit",
    /// Office whose holder is sent to somebody ("ambassador" to).
    Accredited = "accredited",
    /// Noun to which "with" behind it belongs ("dispute").
    TakesWith = "takes_with",
    /// Adverb by which a date is moved ("now").
    Moved = "moved",
    /// Relative of place or time ("where", "when").
    Where = "where",
    /// Goes back to the place told before ("there").
    There = "there",
    /// Stands for being at a meeting ("also present was X").
    Attending = "attending",
    /// Verb of one who is heard at a session ("appeared at a hearing of").
    Appears = "appears",
    /// Words for staying away from what was agreed ("never arrived").
    NoShow = "no_show",
    /// Adjective of a meeting that the two told before hold with a third ("three-way").
    ThreeWay = "three_way",
    /// Body that hears cases, whose sessions are no meetings ("court").
    Judicial = "judicial",
    /// "One of" before people told by their noun (`أحد` الأطباء).
    OneOf = "one_of",
    /// "All of" before "from" and a list (`كل` من).
    Every = "every",
    /// Opens a topic that a verb with "then" takes up (`أما`).
    AsFor = "as_for",
    /// Stands between a spokesperson and whom he speaks for (`باسم`).
    OnBehalf = "on_behalf",
    /// Preposition before on whom or what something bears (`على`).
    On = "on",
    /// Office of a town or province, which is named before it (`Mersin Valisi`).
    TownOffice = "town_office",
    /// Word that names of bodies are made of, in a language without article (`امور`, `تجارت`).
    BodyWord = "body_word",
    /// Opens the name of an outlet that nothing else tells (`به گزارش`).
    OutletOpener = "outlet_opener",
}

impl Class {
    /// Whether it holds words that never take an article.
    pub fn is_function_word(self) -> bool {
        matches!(
            self,
            Self::That
                | Self::ThatPronoun
                | Self::RelayNoun
                | Self::RelayFrom
                | Self::SpokenTo
                | Self::Relative
                | Self::Preposition
                | Self::PlacePreposition
                | Self::Conjunction
                | Self::Negation
                | Self::Future
                | Self::Condition
                | Self::Auxiliary
                | Self::Adverb
                | Self::Topic
                | Self::According
                | Self::Hidden
                | Self::Pronoun
                | Self::NotName
                | Self::With
                | Self::Between
                | Self::Inside
                | Self::Credit
                | Self::CreditLabel
                | Self::Boilerplate
        )
    }
}

/// One meaning of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// What it is.
    pub class: Class,
    /// Index into the pack's list of that class.
    pub entry: u32,
    /// Form of a verb, agreement of a noun.
    pub form: Form,
}
