//! Words: what invented news is made of, in Arabic and in English. People, bodies, outlets and events are invented.

/// English, Arabic.
pub type Pair = (&'static str, &'static str);

/// Given names.
pub const GIVEN: &[Pair] = &[
    ("Adam", "آدم"), ("Asil", "أصيل"), ("Badr", "بدر"), ("Bushra", "بشرى"), ("Dalal", "دلال"), ("Diya", "ضياء"),
    ("Fadi", "فادي"), ("Fikri", "فكري"), ("Ghassan", "غسان"), ("Hisham", "هشام"), ("Hulya", "حوليا"), ("Idris", "إدريس"),
    ("Ihsan", "إحسان"), ("Jawad", "جواد"), ("Juman", "جمان"), ("Kamal", "كمال"), ("Khalil", "خليل"), ("Lamis", "لميس"),
    ("Marwan", "مروان"), ("Mazin", "مازن"), ("Nader", "نادر"), ("Najwa", "نجوى"), ("Nizar", "نزار"), ("Qays", "قيس"),
    ("Raghid", "رغيد"), ("Randa", "رندة"), ("Riyad", "رياض"), ("Sabri", "صبري"), ("Safwan", "صفوان"), ("Sawsan", "سوسن"),
    ("Shadi", "شادي"), ("Suhayl", "سهيل"), ("Tamim", "تميم"), ("Thurayya", "ثريا"), ("Umar", "عمر"), ("Wisam", "وسام"),
    ("Yamama", "يمامة"), ("Zahir", "زاهر"), ("Ziyad", "زياد"), ("Zuhayr", "زهير"),
];

/// Family names.
pub const FAMILY: &[Pair] = &[
    ("Abu Nakhla", "أبو نخلة"), ("Arqasusi", "عرقسوسي"), ("Baylasani", "بيلساني"), ("Bustani", "بستاني"),
    ("Dabbagh", "دباغ"), ("Darraji", "دراجي"), ("Fakhouri", "فاخوري"), ("Farhoud", "فرهود"), ("Ghawwas", "غواص"),
    ("Hallaq", "حلاق"), ("Harrath", "حراث"), ("Hattab", "حطاب"), ("Jaddaf", "جداف"), ("Jammal", "جمال الدين"),
    ("Kahhal", "كحال"), ("Kallas", "كلاس"), ("Khabbaz", "خباز"), ("Labban", "لبان"), ("Mahayri", "محايري"),
    ("Marjani", "مرجاني"), ("Masabni", "مصابني"), ("Mawardi", "ماوردي"), ("Nahhas", "نحاس"), ("Najjar", "نجار"),
    ("Nawwar", "نوار"), ("Qabbab", "قباب"), ("Qassab", "قصاب"), ("Qattan", "قطان"), ("Rassam", "رسام"),
    ("Rihani", "ريحاني"), ("Sabbagh", "صباغ"), ("Sabuni", "صابوني"), ("Saffar", "صفار"), ("Sahhar", "سحار"),
    ("Saqqa", "سقا"), ("Sayegh", "صايغ"), ("Shammas", "شماس"), ("Sharabati", "شراباتي"), ("Sukkari", "سكري"),
    ("Tabbakh", "طباخ"), ("Tahhan", "طحان"), ("Turkmani", "تركماني"), ("Wardani", "ورداني"), ("Warraq", "وراق"),
    ("Yasmini", "ياسميني"), ("Zajjaj", "زجاج"), ("Zaytouni", "زيتوني"), ("Zinati", "زيناتي"),
];

/// Bodies: what they are.
pub const BODY: &[Pair] = &[
    ("Council", "مجلس"), ("Committee", "لجنة"), ("Authority", "هيئة"), ("Union", "اتحاد"), ("Agency", "وكالة"),
    ("Institute", "معهد"), ("Chamber", "غرفة"), ("Company", "شركة"), ("Bank", "مصرف"), ("Observatory", "مرصد"),
];

/// Bodies: what they are for.
pub const FIELD: &[Pair] = &[
    ("Harbour", "المرافئ"), ("Orchard", "البساتين"), ("Bridge", "الجسور"), ("Canal", "الأقنية"), ("Museum", "المتاحف"),
    ("Wheat", "القمح"), ("Ferry", "العبّارات"), ("Tram", "الترام"), ("Spring", "الينابيع"), ("Archive", "المحفوظات"),
    ("Cotton", "القطن"), ("Lighthouse", "المنارات"), ("Solar", "الطاقة الشمسية"), ("Postal", "البريد"),
    ("Weather", "الأرصاد"), ("Forest", "الأحراج"), ("Beekeeping", "النحل"), ("Printing", "الطباعة"),
    ("Meadow", "المراعي"), ("Quarry", "المقالع"),
];

/// Towns that are on no map; they get pages.
pub const TOWN: &[Pair] = &[
    ("Wadi Samra", "وادي سمرا"), ("Tell Zahra", "تل زهرة"), ("Ain Rumman", "عين رمان"), ("Kafr Nadir", "كفر نادر"),
    ("Bir Sulayma", "بير سليمى"), ("Marj Hilal", "مرج هلال"), ("Qasr Thalj", "قصر ثلج"), ("Jisr Layl", "جسر ليل"),
    ("Dayr Wafi", "دير وافي"), ("Ras Nasim", "رأس نسيم"), ("Sahl Aqiq", "سهل عقيق"), ("Umm Lawz", "أم لوز"),
    ("Burj Sinan", "برج سنان"), ("Nahr Warda", "نهر وردة"), ("Hisn Barq", "حصن برق"), ("Bab Yaman", "باب يمن"),
    ("Khan Zafir", "خان ظافر"), ("Jabal Mina", "جبل مينا"), ("Suq Rabi", "سوق ربيع"), ("Bayt Tariq", "بيت طارق"),
];

/// Cities that the built-in gazetteer knows.
pub const CITY: &[Pair] = &[
    ("Geneva", "جنيف"), ("Vienna", "فيينا"), ("Amman", "عمان"), ("Doha", "الدوحة"), ("Cairo", "القاهرة"),
    ("Muscat", "مسقط"), ("Rabat", "الرباط"), ("Tunis", "تونس"), ("Ankara", "أنقرة"), ("Baghdad", "بغداد"),
    ("Beirut", "بيروت"), ("Paris", "باريس"), ("Rome", "روما"), ("Madrid", "مدريد"), ("Moscow", "موسكو"),
    ("Riyadh", "الرياض"), ("Kuwait City", "مدينة الكويت"), ("Algiers", "الجزائر العاصمة"), ("Khartoum", "الخرطوم"),
    ("Nairobi", "نيروبي"),
];

/// Outlets.
pub const OUTLET: &[Pair] = &[
    ("The Quayside Post", "بريد الرصيف"), ("Seven Hills Daily", "يومية التلال السبعة"), ("Northern Kite", "طيارة الشمال"),
    ("The Olive Press", "معصرة الأخبار"), ("Caravan Wire", "سلك القافلة"), ("The Plain Record", "سجل السهل"),
    ("Lantern News", "أخبار الفانوس"), ("Estuary Review", "مجلة المصب"), ("The Tidal Gazette", "جريدة المد"),
    ("Saffron Times", "أزمنة الزعفران"), ("The Granite Courier", "ساعي الصوان"), ("Evening Ferry", "عبّارة المساء"),
    ("Basalt Monitor", "مرقب البازلت"), ("Reed and Ink", "قصب وحبر"), ("The Almond Weekly", "أسبوعية اللوز"),
    ("Clay Tablet", "لوح الطين"),
];

/// Offices: title, then the kind of body they are held in by order of the list.
pub const OFFICE: &[Pair] = &[
    ("chair", "رئيس"), ("deputy chair", "نائب رئيس"), ("secretary", "أمين سر"), ("spokesman", "المتحدث باسم"),
    ("director", "مدير"), ("envoy", "مبعوث"),
];

/// Files that the news follows; they get pages as topics.
pub const FILE: &[Pair] = &[
    ("the ferry timetable", "جدول العبّارات"), ("the canal dredging", "تعزيل الأقنية"), ("the olive quota", "حصص الزيتون"),
    ("the tram extension", "تمديد الترام"), ("the border market", "السوق الحدودية"), ("the archive law", "قانون المحفوظات"),
    ("the wheat reserve", "احتياطي القمح"), ("the solar tender", "مناقصة الطاقة الشمسية"), ("the bridge toll", "رسم عبور الجسر"),
    ("the spring water accord", "اتفاق مياه الينابيع"), ("the postal merger", "دمج البريد"), ("the quarry permits", "تراخيص المقالع"),
];

/// Months; in Arabic those of the Levant.
pub const MONTH: &[Pair] = &[
    ("January", "كانون الثاني"), ("February", "شباط"), ("March", "آذار"), ("April", "نيسان"), ("May", "أيار"),
    ("June", "حزيران"), ("July", "تموز"), ("August", "آب"), ("September", "أيلول"), ("October", "تشرين الأول"),
    ("November", "تشرين الثاني"), ("December", "كانون الأول"),
];
