import Tusinik

/// Everything that a program needs to explain the terms of a text.
@main
struct Downstream {
    static func main() throws {
        let annotator = try Annotator()
        for mention in annotator.annotate("Выборы акимов сёл") {
            print(mention.text, mention.concept.id, mention.concept.gloss(in: .english) ?? "", separator: " | ")
        }
        for mention in annotator.annotate("Мәжіліс депутаттары ауыл әкімдеріне сұрақ қойды") {
            print(mention.text, mention.lemma, mention.readings.joined(separator: ", "), separator: " | ")
        }
    }
}
