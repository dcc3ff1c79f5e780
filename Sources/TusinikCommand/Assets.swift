import ArgumentParser
import Tusinik

struct Assets: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the style sheet and the script that annotated web pages can link to.",
        discussion: """
            They are small, ask no server for anything, and are the same for all pages. A content security policy of
            style-src 'self'; script-src 'self' allows them.

            Example:
              tusinik assets --output site && tusinik annotate page.html --assets link > site/page.html
            """)

    @Option(help: ArgumentHelp("The folder they are written into.", valueName: "dir"))
    var output = "."

    func run() throws {
        do {
            try Self.write(into: output)
        } catch let failure as Failure {
            throw Console.exit(failure)
        }
    }

    static func write(into folder: String) throws {
        do throws(SystemError) {
            try System.createFolders(folder)
            try System.replaceFile(folder + "/" + PageAssets.styleName, with: Array(PageAssets.style.utf8))
            try System.replaceFile(folder + "/" + PageAssets.scriptName, with: Array(PageAssets.script.utf8))
        } catch {
            throw Failure(message: "\(error)", code: .inputOutput)
        }
    }
}
