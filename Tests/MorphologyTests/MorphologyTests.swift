import GlossaryCompiler
import Morphology
import TestSupport
import Testing

private let tables = Result { try TableReader.builtIn() }

/// A word form with its case, number and person of the possessor: "Gen Plur 3".
private func reading(_ form: WordForm) -> String {
    ["Case", "Number", "Person[psor]"].compactMap { form.features[$0] }.joined(separator: " ")
}

@Suite struct RussianTests {
    /// One phenomenon per row: label, class, and its forms in the order nominative to locative, singular then plural.
    @Test(arguments: [
        ("аким", "m1a", "аким акима акиму акима акимом акиме акимы акимов акимам акимов акимами акимах"),
        (
            "акимат", "m1",
            "акимат акимата акимату акимат акиматом акимате акиматы акиматов акиматам акиматы акиматами акиматах"
        ),
        ("округ", "m1k", "округ округа округу округ округом округе округи округов округам округи округами округах"),
        (
            "курултай", "m3",
            "курултай курултая курултаю курултай курултаем курултае курултаи курултаев курултаям курултаи курултаями курултаях"
        ),
        ("партия", "f3", "партия партии партии партию партией партии партии партий партиям партии партиями партиях"),
        ("палата", "f1", "палата палаты палате палату палатой палате палаты палат палатам палаты палатами палатах"),
        (
            "область", "f4",
            "область области области область областью области области областей областям области областями областях"
        ),
        (
            "правительство", "n1",
            "правительство правительства правительству правительство правительством правительстве правительства правительств правительствам правительства правительствами правительствах"
        ),
        (
            "голосование", "n2",
            "голосование голосования голосованию голосование голосованием голосовании голосования голосований голосованиям голосования голосованиями голосованиях"
        ),
        (
            "избиратель", "m2a",
            "избиратель избирателя избирателю избирателя избирателем избирателе избиратели избирателей избирателям избирателей избирателями избирателях"
        ),
        (
            "гражданин", "m5",
            "гражданин гражданина гражданину гражданина гражданином гражданине граждане граждан гражданам граждан гражданами гражданах"
        ),
        (
            "участок", "m4[участк]",
            "участок участка участку участок участком участке участки участков участкам участки участками участках"
        ),
        ("город", "m1A", "город города городу город городом городе города городов городам города городами городах"),
        (
            "ассамблея", "f3e",
            "ассамблея ассамблеи ассамблее ассамблею ассамблеей ассамблее ассамблеи ассамблей ассамблеям ассамблеи ассамблеями ассамблеях"
        ),
    ])
    func `Nouns decline`(label: String, code: String, expected: String) throws {
        let forms = try tables.get().russian.forms(of: label, classes: try WordClass.parse(code)).filter {
            $0.tier == .core
        }
        let order = ["Nom", "Gen", "Dat", "Acc", "Ins", "Loc"]
        let cells = ["Sing", "Plur"].flatMap { number in order.map { "\($0) \(number)" } }
        #expect(
            cells.map { cell in forms.filter { reading($0) == cell }.map(\.text).joined(separator: "/") }
                == expected.split(separator: " ").map(String.init))
    }

    @Test(arguments: [
        ("районный маслихат", "ah m1", "Loc Plur", "районных маслихатах"),
        ("районный маслихат", "ah m1", "Acc Sing", "районный маслихат"),
        ("сельский аким", "ak m1a", "Acc Sing", "сельского акима"),
        ("сельский аким", "ak m1a", "Acc Plur", "сельских акимов"),
        ("Центральная избирательная комиссия", "ah ah f3", "Ins Sing", "Центральной избирательной комиссией"),
        ("местное самоуправление", "ah n2", "Gen Sing", "местного самоуправления"),
        ("Вооружённые Силы", "ah f1.pl", "Dat Plur", "Вооружённым Силам"),
        ("город республиканского значения", "m1A = =", "Gen Plur", "городов республиканского значения"),
        ("город Астана", "m1A.sg pn", "Loc Sing", "городе Астане"),
        ("Высшая аудиторская палата", "ach ak f1", "Dat Sing", "Высшей аудиторской палате"),
    ])
    func `Phrases agree`(label: String, code: String, cell: String, expected: String) throws {
        let forms = try tables.get().russian.forms(of: label, classes: try WordClass.parse(code)).filter {
            $0.tier == .core
        }
        #expect(Set(forms.filter { reading($0) == cell }.map(\.text)) == [expected])
    }

    @Test func `Wrong agreement is no form`() throws {
        let forms = try tables.get().russian.forms(of: "районный маслихат", classes: try WordClass.parse("ah m1")).map(
            \.text)
        for wrong in ["районным маслихата", "районный маслихаты", "районного маслихату", "районная маслихат"] {
            #expect(!forms.contains(wrong))
        }
        // Twelve cells, the accusatives equal to the nominatives.
        #expect(Set(forms).count == 10)
    }

    @Test func `What does not fit is told`() throws {
        let russian = try tables.get().russian
        #expect(throws: ClassError.unknown("m9")) { try russian.forms(of: "аким", classes: try WordClass.parse("m9")) }
        #expect(throws: ClassError.count(words: 2, classes: 1)) {
            try russian.forms(of: "глава государства", classes: try WordClass.parse("f1a"))
        }
        #expect(throws: ClassError.ending(word: "аким", code: "f3", expected: "-ия")) {
            try russian.forms(of: "аким", classes: try WordClass.parse("f3"))
        }
        #expect(throws: ClassError.missingStem(code: "m4")) {
            try russian.forms(of: "участок", classes: try WordClass.parse("m4"))
        }
        #expect(throws: ClassError.count(words: 0, classes: 0)) { try russian.forms(of: "", classes: []) }
        #expect(throws: ClassError.count(words: 0, classes: 0)) { try tables.get().kazakh.stems(of: "", classes: []) }
        for text in ["m1[", "m1]x", "+px", "m1+zz", "m1[a=b=c]"] {
            #expect(throws: ClassError.self) { try WordClass.parse(text) }
        }
    }
}

@Suite struct KazakhTests {
    /// Genitive, accusative, dative, locative, ablative, instrumental of each class of the last sound.
    @Test(arguments: [
        ("қала", "B.V", "қаланың қаланы қалаға қалада қаладан қаламен"),
        ("партия", "B.V", "партияның партияны партияға партияда партиядан партиямен"),
        ("сайлау", "B.U", "сайлаудың сайлауды сайлауға сайлауда сайлаудан сайлаумен"),
        ("министр", "F.R", "министрдің министрді министрге министрде министрден министрмен"),
        ("құрылтай", "B.R", "құрылтайдың құрылтайды құрылтайға құрылтайда құрылтайдан құрылтаймен"),
        ("ауыл", "B.L", "ауылдың ауылды ауылға ауылда ауылдан ауылмен"),
        ("әкім", "F.N", "әкімнің әкімді әкімге әкімде әкімнен әкіммен"),
        ("заң", "B.N", "заңның заңды заңға заңда заңнан заңмен"),
        ("мәжіліс", "F.T", "мәжілістің мәжілісті мәжіліске мәжілісте мәжілістен мәжіліспен"),
        ("сот", "B.T", "соттың сотты сотқа сотта соттан сотпен"),
        ("съезд", "F.Z[c=съез]", "съездің съезді съезге съезде съезден съезбен"),
    ])
    func `Cases follow the last sound`(label: String, code: String, expected: String) throws {
        let forms = try tables.get().kazakh.forms(of: label, classes: try WordClass.parse(code), upTo: .extended)
        let found = ["Gen", "Acc", "Dat", "Loc", "Abl", "Ins"].map { name in
            forms.filter {
                reading($0) == "\(name) Sing" && $0.features["Derivation"] == nil && $0.features["Case[base]"] == nil
            }
            .map(\.text).joined(separator: "/")
        }
        #expect(found == expected.split(separator: " ").map(String.init))
    }

    @Test(arguments: [
        ("әкім", "F.N", "Gen Plur 3", "әкімдерінің"),
        ("әкім", "F.N", "Nom Plur", "әкімдер"),
        ("халық", "B.T[v=халқ]", "Dat Sing 3", "халқына"),
        ("халық", "B.T[v=халқ]", "Dat Sing", "халыққа"),
        ("министрлік", "F.T", "Nom Sing 3", "министрлігі"),
        ("бюллетень", "F.N", "Nom Sing 3", "бюллетені"),
        ("бюллетень", "F.N", "Dat Sing", "бюллетеньге"),
        ("ауыл әкімі", "= F.N+px", "Dat Plur 3", "ауыл әкімдеріне"),
        ("сайлау комиссиясы", "= B.V+px", "Loc Sing 3", "сайлау комиссиясында"),
        ("Қауіпсіздік Кеңесі", "= F.T+px", "Abl Sing 3", "Қауіпсіздік Кеңесінен"),
        ("адам құқықтары", "= B.T+pl+px", "Gen Plur 3", "адам құқықтарының"),
        ("Ішкі істер министрлігі", "= = F.T+px", "Acc Sing 3", "Ішкі істер министрлігін"),
    ])
    func `Suffixes adapt`(label: String, code: String, cell: String, expected: String) throws {
        let forms = try tables.get().kazakh.forms(of: label, classes: try WordClass.parse(code), upTo: .core)
            .filter { reading($0) == cell && $0.features["Derivation"] == nil }
        #expect(Set(forms.map(\.text)) == [expected])
    }

    @Test func `A compound has one possessive`() throws {
        let forms = Set(
            try tables.get().kazakh.forms(of: "ауыл әкімі", classes: try WordClass.parse("= F.N+px"), upTo: .marginal)
                .map(\.text))
        for wrong in ["ауыл әкімілер", "ауыл әкімісі", "ауыл әкім", "ауыл әкімдер", "ауыл әкімге"] {
            #expect(!forms.contains(wrong))
        }
        #expect(forms.contains("ауыл әкіміміз"))
    }

    @Test func `A modifier takes the genitive and the possessive`() throws {
        let forms = try tables.get().kazakh.forms(
            of: "облыс әкімі", classes: try WordClass.parse("B.T F.N+px"), upTo: .extended
        ).map(\.text)
        for form in ["облыс әкімінің", "облыстың әкімі", "облысы әкімдері", "облысының әкіміне", "облыс әкіміміз"] {
            #expect(forms.contains(form), "\(form)")
        }
        for wrong in ["облыстың әкім", "облыстың әкіміміз", "облысқа әкімі", "облыстар әкімі", "облысым әкімі"] {
            #expect(!forms.contains(wrong), "\(wrong)")
        }
    }

    @Test(arguments: [
        (
            "министрдің орынбасары", "F.R+gen B.R+px", ["министрінің орынбасары", "министрдің орынбасарлары"],
            ["министр орынбасары", "министрі орынбасары"]
        ),
        (
            "Қазақстан Республикасының Үкіметі", "= B.V+px+gen F.T+px", ["Қазақстан Республикасы Үкіметінің"],
            ["Қазақстан Республика Үкіметі"]
        ),
    ])
    func `A modifier in the genitive keeps it or has its own possessive`(
        label: String, code: String, right: [String], wrong: [String]
    ) throws {
        let forms = try tables.get().kazakh.forms(of: label, classes: try WordClass.parse(code), upTo: .core).map(
            \.text)
        #expect(forms.contains(label))
        for form in right { #expect(forms.contains(form), "\(form)") }
        for form in wrong { #expect(!forms.contains(form), "\(form)") }
    }

    @Test func `A linking vowel is possible beside the plain forms`() throws {
        let forms = try tables.get().kazakh.forms(of: "акт", classes: try WordClass.parse("F.T+i"), upTo: .core).map(
            \.text)
        for form in ["акт", "актісі", "актілер", "актінің", "актіге", "актке"] {
            #expect(forms.contains(form), "\(form)")
        }
    }

    @Test(arguments: ["ҚР-ның", "ҚР-ға", "ҚР-дағы", "ҚР", "ҚР-не", "ҚР-мен"])
    func `Abbreviations take their suffix behind a hyphen`(form: String) throws {
        let forms = try tables.get().kazakh.forms(of: "ҚР", classes: try WordClass.parse("abbr"), upTo: .extended)
        #expect(forms.contains { $0.text == form })
    }
}

@Suite struct SampleTests {
    @Test func `Tables keep what their samples promise`() throws {
        let tables = try tables.get()
        #expect(tables.samples.count > 10)
        for sample in tables.samples {
            let classes = try WordClass.parse(sample.inflection)
            let forms =
                sample.language == "kk"
                ? try tables.kazakh.forms(of: sample.label, classes: classes, upTo: .extended)
                : try tables.russian.forms(of: sample.label, classes: classes)
            for (features, text) in sample.forms {
                let found = forms.filter { form in
                    form.features.description == features.description
                }.map(\.text)
                #expect(found.contains(text), "\(sample.label) \(features): \(found)")
            }
        }
    }
}
