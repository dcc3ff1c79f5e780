import ArgumentParser
import Tusinik

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says for each term of a text why it is meant, or why not.",
        discussion: """
            For each place: the form, the rules that were tried, what won and why; rejected ones too.

            Examples:
              echo 'Депутат Акимов поддержал выборы акимов' | tusinik explain
              tusinik explain article.txt --explain-in en
            """)

    @Argument(help: "Files; '-' or nothing is standard input.")
    var paths: [String] = []

    @Option(help: "The language of the texts.")
    var lang: Annotate.LanguageChoice = .auto

    @Option(help: "The language of explanations. Default: that of the environment.")
    var explainIn: Language?

    @Option(help: ArgumentHelp("Explain as of this date.", valueName: "yyyy-mm-dd"))
    var asOf: PartialDate?

    @OptionGroup var glossaries: GlossaryOptions

    @Option(help: "Mark terms with color.")
    var color: ColorChoice = .auto

    func run() throws {
        do {
            var options = AnnotationOptions()
            options.language = lang.language
            options.date = asOf
            let annotator = Annotator(glossaries: try glossaries.open(), options: options)
            let renderer = ExplanationRenderer(
                language: explainIn ?? .ofEnvironment, width: System.terminalWidth, usesColor: color.isOn)
            for document in try Documents.find(paths, format: .text) {
                try Console.print(renderer.render(annotator.annotate(try document.text())))
            }
        } catch let failure as Failure {
            throw Console.exit(failure)
        }
    }
}
