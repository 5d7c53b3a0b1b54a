//! Mentions in small texts of six languages: what is named, as what kind, and what is not.

mod common;

use std::sync::{Arc, LazyLock};

use isnad_extract::{Extractor, KnownNames};
use isnad_model::Article;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
    Extractor::new(Arc::new(common::starter_names())).unwrap_or_else(|error| panic!("{error}"))
});

/// The mentions of a text as `words kind`, one after the other with a bar between.
fn mentions(lang: &str, text: &str) -> String {
    let mut article = Article::new("test".to_owned(), text.to_owned());
    article.lang = lang.to_owned();
    let record = EXTRACTOR.extract(&article);
    let told: Vec<String> = record
        .mentions
        .iter()
        .map(|it| format!("{} {}", it.text, it.kind.as_str()))
        .collect();
    told.join(" | ")
}

/// Collects what differs, so that one run shows all.
fn check_all(lang: &str, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = mentions(lang, text);
            (found != *expected).then(|| format!("{text}\n  expected {expected}\n  found    {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn arabic_known_names_stand_behind_clitics() {
    check_all(
        "ar",
        &[
            ("وصلت المساعدات إلى لبنان وسوريا.", "لبنان state | سوريا state"),
            (
                "وتراجعت الصادرات لتركيا وبفرنسا أيضاً.",
                "تركيا state | فرنسا state",
            ),
            ("كيف سيبدو الاقتصاد بعد الأزمة؟", ""),
            ("قدّم الوفد ورقة من عشر صفحات.", ""),
            ("وهي خطوة روسية متأخرة.", ""),
            (
                "عقدت منظمة أطباء بلا حدود دورة تدريبية.",
                "أطباء بلا حدود organization",
            ),
            ("أعلنت للأمم المتحدة رغبتها.", "لأمم المتحدة organization"),
            ("تسير الأمور في مالي نحو الأسوأ.", "مالي state"),
            ("الوضع المالي صعب وهو دعم مالي فقط.", ""),
        ],
    );
}

#[test]
fn arabic_capitals_act_or_are_places() {
    check_all(
        "ar",
        &[
            ("قالت موسكو إنها لن تنسحب.", "موسكو state"),
            ("وصل الوفد إلى موسكو أمس.", "موسكو place"),
            ("عقد الاجتماع في أنقرة.", "أنقرة place"),
            ("أكدت أنقرة وطهران أنهما ستتعاونان.", "أنقرة state | طهران state"),
            ("تزور الوزيرة باريس غداً.", "باريس place"),
            ("جرت محادثات فيينا بهدوء.", "فيينا place"),
            ("اتسعت الهوة بين واشنطن وبكين.", "واشنطن state | بكين state"),
            (
                "يمتد الخط من القاهرة إلى الخرطوم.",
                "القاهرة place | الخرطوم place",
            ),
            ("وافقت عمّان على الاقتراح.", "عمّان state"),
            ("نسقت دمشق مع بغداد موعد اللقاء.", "دمشق state | بغداد state"),
            ("وصلت الشحنة إلى مدينة بيروت.", "بيروت place"),
        ],
    );
}

#[test]
fn arabic_persons_follow_titles() {
    check_all(
        "ar",
        &[
            (
                "قال وزير المالية اليوناني كوستاس بابادوبولوس إن العجز تراجع.",
                "كوستاس بابادوبولوس person",
            ),
            (
                "التقت وزيرة الثقافة نوال بن شعبان نظيرها الإيطالي لوكا مارتيني.",
                "نوال بن شعبان person | لوكا مارتيني person",
            ),
            (
                "قال مدير المستشفى فادي الخطيب إن الأسرّة ممتلئة.",
                "فادي الخطيب person",
            ),
            (
                "صرّح المتحدث باسم البلدية زياد عواد بأن الطريق مغلق.",
                "زياد عواد person",
            ),
            (
                "واستقبل رئيس الوزراء المبعوث الأممي “يان هولمبرغ” في مكتبه.",
                "يان هولمبرغ person",
            ),
            (
                "قال رئيس النادي «سمير الدريدي» إن الموسم صعب.",
                "سمير الدريدي person",
            ),
            ("أوضح المهندس علي حسن أن الجسر آمن.", "علي حسن person"),
            ("أكد النائب عبد الرحمن الصالحي رفضه.", "عبد الرحمن الصالحي person"),
            ("قال إن اللاعب مرتاح في فريقه.", ""),
            ("أفاد بأن الوزيرين استعرضا الخطة.", ""),
            ("علي الرغم من البرد خرج الناس.", ""),
            ("سيطر المزارعون على كامل أراضيها.", ""),
            ("قال الشاعر قصيدته أمام الجمهور.", ""),
            ("وصف القرار بأنه عادل ومفيد.", ""),
        ],
    );
}

#[test]
fn arabic_surnames_go_back_to_full_names() {
    check_all(
        "ar",
        &[
            (
                "قال المحلل هاني الشاعر إن السوق هادئ. وأضاف “الشاعر” أن الأسعار ثابتة.",
                "هاني الشاعر person | الشاعر person",
            ),
            (
                "التقى الوزير جلال بن عيسى السفير. وقال بن عيسى إن اللقاء مثمر.",
                "جلال بن عيسى person | بن عيسى person",
            ),
            (
                "وصلت الوزيرة ليلى المرزوقي. وردت المرزوقي على الأسئلة.",
                "ليلى المرزوقي person | المرزوقي person",
            ),
            ("وصل الأسد إلى حديقة الحيوان.", ""),
            ("رحب لافروف بالفكرة.", "لافروف person"),
        ],
    );
}

#[test]
fn arabic_institutions() {
    check_all(
        "ar",
        &[
            (
                "أعلنت وزارة الزراعة الجزائرية موسم الحصاد.",
                "وزارة الزراعة الجزائرية organization",
            ),
            ("رفضت الحكومة اليمنية العرض.", "الحكومة اليمنية organization"),
            ("رحبت القيادة الصينية بالزيارة.", "القيادة الصينية organization"),
            ("صوّت مجلس الشيوخ على القانون.", "مجلس الشيوخ organization"),
            (
                "تعقد لجنة الموازنة والتخطيط جلسة غداً.",
                "لجنة الموازنة والتخطيط organization",
            ),
            (
                "أصدرت هيئة الطيران المدني تعميماً.",
                "هيئة الطيران المدني organization",
            ),
            (
                "دعا المجلس الأعلى للقضاء إلى الهدوء.",
                "المجلس الأعلى للقضاء organization",
            ),
            ("قالت الوزارة إنها لا تعلم.", ""),
            ("وصل الجيش إلى الجسر.", ""),
            ("تعطلت حركة السير في المدينة.", ""),
            ("اتفقت دول الخليج على الخطة.", "دول الخليج group"),
            ("شاركت حركة حماس في الحوار.", "حماس group"),
            ("أعلنت كتائب النور مسؤوليتها.", "كتائب النور group"),
            ("قالت وزيرة الخارجية الليبية إن الملف معقد.", ""),
        ],
    );
}

#[test]
fn arabic_outlets() {
    check_all(
        "ar",
        &[
            ("ذكرت صحيفة المنبر أن السعر ارتفع.", "المنبر organization"),
            (
                "نقلت قناة «أفق» عن شهود أن الحريق أخمد.",
                "أفق organization | شهود anonymous",
            ),
            ("بقيت قناة الاتصال مفتوحة.", ""),
            ("قال موقع “نبأ بلس” إن العقد ألغي.", "نبأ بلس organization"),
            ("وقال النائب للجزيرة إنه لن يستقيل.", "لجزيرة organization"),
            (
                "أفادت وكالة الأنباء السورية بأن الماء انقطع.",
                "وكالة الأنباء السورية organization",
            ),
            ("عاشوا في شبه الجزيرة سنوات.", ""),
            ("ورد ذلك في البيان الختامي.", ""),
            ("وكتب على موقع “فيسبوك” أنه متعب.", ""),
            (
                "بحسب صحيفة “الشرق الأوسط”، انتهى الخلاف.",
                "الشرق الأوسط organization",
            ),
            ("تشهد منطقة الشرق الأوسط هدوءاً.", "الشرق الأوسط place"),
        ],
    );
}

#[test]
fn arabic_bylines_and_datelines() {
    check_all(
        "ar",
        &[
            (
                "عودة القطارات إلى العمل\nبوابة الواحة – متابعات\nعادت القطارات إلى العمل صباح اليوم.",
                "بوابة الواحة organization",
            ),
            (
                "بيروت - هدى سالم\nعاد الهدوء إلى السوق.",
                "بيروت place | هدى سالم person",
            ),
            (
                "طبرقة (نسيم المتوسط) - انطلق المهرجان مساء أمس.",
                "طبرقة place | نسيم المتوسط organization",
            ),
        ],
    );
}

#[test]
fn arabic_places_without_entities() {
    check_all(
        "ar",
        &[
            ("شب حريق في بلدة كفرعروق فجراً.", "كفرعروق place"),
            ("وصلت القافلة إلى معبر “النخلة” الحدودي.", "النخلة place"),
            ("ظهرت إصابات في برمانا شمالي لبنان.", "برمانا place | لبنان state"),
            ("تقع المحطة على ضفاف الفرات.", "الفرات place"),
            ("سجل هدفاً من منطقة الجزاء.", ""),
            ("انتقلوا إلى مدينة ساحلية كبيرة.", ""),
        ],
    );
}

#[test]
fn arabic_unnamed_sources() {
    check_all(
        "ar",
        &[
            (
                "قالت مصادر أمنية مطلعة إن التحقيق بدأ. وأضافت المصادر أن النتائج قريبة.",
                "مصادر أمنية مطلعة anonymous | المصادر anonymous",
            ),
            (
                "أكد مصدر في وزارة الصحة أن اللقاح وصل.",
                "مصدر في وزارة الصحة anonymous | وزارة الصحة organization",
            ),
            ("قال دبلوماسي غربي إن المهلة انتهت.", "دبلوماسي غربي anonymous"),
            ("ونقلت الوكالة عن مسؤول محلي أن السد آمن.", "مسؤول محلي anonymous"),
            (
                "قال متحدث باسم الشركة إن الخلل أصلح.",
                "متحدث باسم الشركة anonymous",
            ),
            ("استقبل المستشفى ممرضاً جديداً.", ""),
            ("تجمع ناشطون أمام المبنى.", ""),
            ("نقل تجار بضائعهم إلى السوق الجديد.", ""),
            ("من مصادر الدخل السياحة.", ""),
        ],
    );
}

#[test]
fn english_states_capitals_and_places() {
    check_all(
        "en",
        &[
            (
                "Egypt and Sudan signed the deal in Geneva.",
                "Egypt state | Sudan state | Geneva place",
            ),
            ("Moscow said it would answer.", "Moscow state"),
            ("The minister flew to Moscow on Monday.", "Moscow place"),
            (
                "Relations between Ankara and Athens improved.",
                "Ankara state | Athens state",
            ),
            ("Officials in Kyiv declined to comment.", "Kyiv place"),
            ("She gave us the papers.", ""),
            ("They may march in May.", ""),
            ("Lorries queued at the Karasu crossing.", "Karasu place"),
            ("Workers in Port Ellery went home.", "Port Ellery place"),
            (
                "The ship left Felixstowe for Bergen.",
                "Felixstowe place | Bergen place",
            ),
            ("Nordic firms fear African rivals.", ""),
            ("The Treaty of Lisbon was signed.", "Lisbon place"),
        ],
    );
}

#[test]
fn english_persons() {
    check_all(
        "en",
        &[
            (
                "Finance Minister Ilse Brandt resigned. Brandt gave no reason.",
                "Ilse Brandt person | Brandt person",
            ),
            (
                "“We are ready,” said Oda Lund, who runs the port.",
                "Oda Lund person",
            ),
            ("Mr Haverkamp denied it.", "Haverkamp person"),
            (
                "Prince Faisal bin Turki met his Omani counterpart Salim al-Rawahi.",
                "Faisal bin Turki person | Salim al-Rawahi person",
            ),
            ("Spokeswoman Carla Nunes said no.", "Carla Nunes person"),
            (
                "Robert May left early. May, a teacher, was tired.",
                "Robert May person | May person",
            ),
            ("Putin will meet Macron.", "Putin person | Macron person"),
            ("The Cold War ended.", ""),
            ("On Tuesday the Brent price rose.", ""),
            ("Asked about it, she smiled.", ""),
        ],
    );
}

#[test]
fn english_organizations_and_outlets() {
    check_all(
        "en",
        &[
            (
                "The Ministry of Transport and Roads closed the bridge.",
                "Ministry of Transport and Roads organization",
            ),
            (
                "Falcon Bank and Ostrel agreed to merge. Ostrel fell 3 percent.",
                "Falcon Bank organization | Ostrel organization | Ostrel organization",
            ),
            (
                "The Norwegian presidency declined.",
                "Norwegian presidency organization",
            ),
            (
                "According to the UN food secretariat, stocks are low.",
                "UN food secretariat organization",
            ),
            ("The Dockers Union struck again.", "Dockers Union organization"),
            (
                "He told Radio Fjord that it was late.",
                "Radio Fjord organization",
            ),
            ("The newspaper Dagsnytt reported losses.", "Dagsnytt organization"),
            (
                "The Evening Lantern quoted a nurse as saying the ward was full.",
                "Evening Lantern organization | nurse anonymous",
            ),
            ("The Paris Agreement was signed.", "Paris place"),
            (
                "The International Energy Agency expects growth.",
                "International Energy Agency organization",
            ),
            ("OPEC+ meets on Sunday.", "OPEC+ organization"),
        ],
    );
}

#[test]
fn english_unnamed_sources() {
    check_all(
        "en",
        &[
            (
                "Two customs officials said the gate was shut.",
                "Two customs officials anonymous",
            ),
            (
                "A diplomat close to the talks said a deal was near.",
                "diplomat close to the talks anonymous",
            ),
            (
                "People familiar with the matter said the bid failed.",
                "People familiar with the matter anonymous",
            ),
            (
                "A spokesman for Ostrel Holdings said the claim was false.",
                "spokesman for Ostrel Holdings anonymous | Ostrel Holdings organization",
            ),
            (
                "According to informed sources, the visit is off.",
                "informed sources anonymous",
            ),
            ("The nurse went home.", ""),
            ("Officials were sad.", ""),
            ("He lives on two sources of income.", ""),
        ],
    );
}

#[test]
fn french_mentions() {
    check_all(
        "fr",
        &[
            (
                "Le président français Emmanuel Macron a reçu la ministre allemande Clara Hoffmann.",
                "Emmanuel Macron person | Clara Hoffmann person",
            ),
            (
                "L’Égypte et la France ont signé un accord.",
                "Égypte state | France state",
            ),
            (
                "Selon une source diplomatique, Berlin refuse.",
                "source diplomatique anonymous | Berlin state",
            ),
            ("M. Delvaux a démenti.", "Delvaux person"),
            ("Il fait froid et la mer est calme.", ""),
        ],
    );
}

#[test]
fn russian_mentions() {
    check_all(
        "ru",
        &[
            (
                "Президент России Владимир Путин выступил с речью.",
                "России state | Владимир Путин person",
            ),
            (
                "Посол Турции Мехмет Самсар встретился с министром обороны Иваном Петренко.",
                "Турции state | Мехмет Самсар person | Иваном Петренко person",
            ),
            ("Сирия и Ирак подписали соглашение.", "Сирия state | Ирак state"),
            (
                "Газета «Северный вестник» сообщила о пожаре.",
                "Северный вестник organization",
            ),
            ("Сегодня холодно.", ""),
        ],
    );
}

#[test]
fn turkish_mentions() {
    check_all(
        "tr",
        &[
            (
                "Dışişleri Bakanı Hakan Fidan, Moskova'da Sergey Lavrov ile görüştü.",
                "Hakan Fidan person | Moskova place | Sergey Lavrov person",
            ),
            ("Türkiye'nin tutumu değişmedi.", "Türkiye state"),
            (
                "Almanya ve Fransa anlaşmaya vardı.",
                "Almanya state | Fransa state",
            ),
            ("Bugün hava soğuk.", ""),
        ],
    );
}

#[test]
fn persian_mentions() {
    check_all(
        "fa",
        &[
            (
                "وزیر خارجه ایران حسین امیرعبداللهیان با سرگئی لاوروف دیدار کرد.",
                "ایران state | حسین امیرعبداللهیان person | سرگئی لاوروف person",
            ),
            (
                "یک منبع آگاه گفت روسیه موافق است.",
                "منبع آگاه anonymous | روسیه state",
            ),
            (
                "رئیس‌جمهور سوریه بشار اسد به تهران رفت.",
                "سوریه state | بشار اسد person | تهران place",
            ),
            ("هوا امروز سرد است.", ""),
        ],
    );
}

#[test]
fn arabic_names_end_where_the_clause_goes_on() {
    check_all(
        "ar",
        &[
            ("استبعد الخبير رائد جمال تراجع الأسعار.", "رائد جمال person"),
            ("أكد المفاوض ستيف بروكس رغبته في العودة.", "ستيف بروكس person"),
            ("أما كامل الراوي رئيس الاتحاد فرفض الحضور.", "كامل الراوي person"),
            ("ويذهب سمير داغر، أستاذ التاريخ، إلى رأي آخر.", "سمير داغر person"),
            ("رحب الوزير بتمديد إدخال المساعدات.", ""),
            ("صوّت المجلس لصالح القرار.", ""),
        ],
    );
}

#[test]
fn arabic_unnamed_sources_take_their_complements() {
    check_all(
        "ar",
        &[
            (
                "قال مسؤول في شركة توزيع إن الخزان فارغ.",
                "مسؤول في شركة توزيع anonymous",
            ),
            (
                "قالت الناطقة باسم البلدية إن الطريق مفتوح.",
                "الناطقة باسم البلدية anonymous",
            ),
            ("قال مصدران مطلعان إن العقد جاهز.", "مصدران مطلعان anonymous"),
            (
                "أفادت مصادر مواكبة للملف بأن الحل قريب.",
                "مصادر مواكبة للملف anonymous",
            ),
            (
                "الكويت ـ «نافذة البحر»\nانطلق المعرض أمس.",
                "الكويت place | نافذة البحر organization",
            ),
        ],
    );
}

#[test]
fn english_things_and_firms() {
    check_all(
        "en",
        &[
            ("The tanker Ostelle sank.", ""),
            ("The Druzhba pipeline is shut.", ""),
            ("Finch & Sons closed its shop.", "Finch & Sons organization"),
            ("CROWDS gathered early.", ""),
            (
                "A member of the northern team confided that the vote was lost.",
                "member of the northern team anonymous",
            ),
            (
                "One Nordic diplomat said it was over.",
                "Nordic diplomat anonymous",
            ),
            ("It closed at 9 GMT.", ""),
        ],
    );
}

#[test]
fn names_are_told_apart_by_how_they_come_back() {
    check_all(
        "en",
        &[
            (
                "Unity South lost the vote. The mayor blamed Unity South and left.",
                "Unity South organization | Unity South organization",
            ),
            ("M. Jovanovic said no.", "M. Jovanovic person"),
            (
                "A UN official said the road was open.",
                "UN official anonymous | UN organization",
            ),
        ],
    );
    check_all(
        "ar",
        &[
            ("أغلق مطار دمشق الدولي أبوابه.", "مطار دمشق الدولي place"),
            ("قال الوزير حسن شيخ محمود إن الماء وصل.", "حسن شيخ محمود person"),
        ],
    );
}

#[test]
fn arabic_names_behind_longer_titles() {
    check_all(
        "ar",
        &[
            (
                "واستبعد كبير موظفي القصر تانغ سو مين، الذي يرأس اللجنة، صدور بيان.",
                "تانغ سو مين person",
            ),
            (
                "كذب في كذب، يعلّق وكيل أعماله لوتشيانو بيانكي.",
                "لوتشيانو بيانكي person",
            ),
            (
                "وقال مدرب الفريق جورجي سيلفا أن اللاعب جاهز.",
                "جورجي سيلفا person",
            ),
            ("لا حديث سوى عن مستقبل كريم بلعيد.", "كريم بلعيد person"),
            (
                "قال إن وفداً برئاسة قوباد بارزنجي زار المقر.",
                "قوباد بارزنجي person",
            ),
            ("عقد الاجتماع برئاسة دولة عربية كبيرة.", ""),
        ],
    );
}

#[test]
fn russian_known_persons_take_an_ending_on_each_part() {
    let person = isnad_model::KnownEntity {
        id: "ivar-stolov".to_owned(),
        kind: isnad_model::EntityKind::Person,
        class: None,
        names: vec![isnad_model::Name {
            text: "Ивар Столов".to_owned(),
            lang: "ru".to_owned(),
            role: isnad_model::NameRole::Main,
        }],
        demonyms: Vec::new(),
        capital_of: None,
        stands_for: None,
        common: Vec::new(),
    };
    let extractor =
        Extractor::new(Arc::new(KnownNames::new([person]))).unwrap_or_else(|error| panic!("{error}"));
    let mut article = Article::new(
        "test".to_owned(),
        "Министр встретился с Иваром Столовым.".to_owned(),
    );
    article.lang = "ru".to_owned();
    let record = extractor.extract(&article);
    let ids: Vec<_> = record
        .mentions
        .iter()
        .map(|it| format!("{} {:?}", it.text, it.entity))
        .collect();
    assert_eq!(ids, ["Иваром Столовым Some(\"ivar-stolov\")"]);
}
