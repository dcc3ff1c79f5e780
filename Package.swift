// swift-tools-version: 6.2
import PackageDescription

// Arrows go only downward; `swift build --explicit-target-dependency-import-check error` checks them.
let package = Package(
    name: "Tusinik",
    platforms: [.macOS(.v13), .iOS(.v16)],
    products: [
        .library(name: "Tusinik", targets: ["Tusinik"]),
        .executable(name: "tusinik", targets: ["TusinikCommand"]),
    ],
    dependencies: [
        // Used by the command and the glossary compiler only, never by the library product.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // 0: C only, and Swift that knows neither ICU nor a language.
        .systemLibrary(
            name: "CICU", pkgConfig: "icu-i18n",
            providers: [.apt(["libicu-dev", "pkg-config"]), .brew(["icu4c"])]),
        .target(name: "ICUShim", dependencies: ["CICU"]),
        .target(
            name: "Dictionaries", path: "Dictionaries",
            exclude: [
                "README.md", "compiled", "context", "glossary", "morphology", "normalization.yaml", "schemes",
                "sources.yaml",
            ],
            publicHeadersPath: "include"),
        .target(name: "TextCore"),
        .target(name: "Automata"),

        // 1
        .target(name: "Markup", dependencies: ["TextCore"]),
        .target(name: "UnicodeSupport", dependencies: ["ICUShim", "TextCore"]),
        .target(name: "Glossary", dependencies: ["TextCore"]),
        .target(name: "Transliteration", dependencies: ["TextCore", "UnicodeSupport"]),

        // 2
        .target(
            name: "CompiledGlossary",
            dependencies: [
                "Automata", "Dictionaries", "Glossary", "TextCore", "Transliteration", "UnicodeSupport",
            ]),
        .target(name: "Morphology", dependencies: ["Automata", "Glossary", "TextCore"]),

        // 3
        .target(
            name: "Annotation",
            dependencies: [
                "Automata", "CompiledGlossary", "Glossary", "Markup", "TextCore", "Transliteration", "UnicodeSupport",
            ]),
        .target(
            name: "GlossaryCompiler",
            dependencies: [
                "Automata", "CompiledGlossary", "Dictionaries", "Glossary", "Morphology", "TextCore",
                "Transliteration", "UnicodeSupport", .product(name: "Yams", package: "Yams"),
            ]),

        // 4
        .target(
            name: "Rendering",
            dependencies: ["Annotation", "CompiledGlossary", "Glossary", "Markup", "TextCore", "UnicodeSupport"]),

        // 5
        .target(
            name: "Tusinik",
            dependencies: [
                "Annotation", "CompiledGlossary", "Glossary", "Markup", "Rendering", "TextCore", "Transliteration",
                "UnicodeSupport",
            ]),

        // 6
        .executableTarget(
            name: "TusinikCommand",
            dependencies: [
                "GlossaryCompiler", "Morphology", "Tusinik",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "TextCoreTests", dependencies: ["TestSupport", "TextCore"]),
        .testTarget(name: "MarkupTests", dependencies: ["Markup", "TestSupport", "TextCore"]),
        .testTarget(name: "AutomataTests", dependencies: ["Automata", "TestSupport"]),
        .testTarget(
            name: "NormalizationTests", dependencies: ["CompiledGlossary", "TestSupport", "TextCore", "UnicodeSupport"]),
        .testTarget(name: "MorphologyTests", dependencies: ["GlossaryCompiler", "Morphology", "TestSupport"]),
        .testTarget(
            name: "GlossaryTests",
            dependencies: ["CompiledGlossary", "Glossary", "GlossaryCompiler", "Rendering", "TestSupport", "TextCore"]),
        .testTarget(
            name: "AnnotationTests",
            dependencies: [
                "Annotation", "CompiledGlossary", "Glossary", "GlossaryCompiler", "Morphology", "TestSupport",
                "TextCore", "Transliteration", "UnicodeSupport",
            ], exclude: ["Sentences"]),
        .testTarget(
            name: "RenderingTests",
            dependencies: [
                "Annotation", "CompiledGlossary", "Glossary", "GlossaryCompiler", "Markup", "Rendering", "TestSupport",
                "TextCore", "UnicodeSupport",
            ]),
        .testTarget(
            name: "TransliterationTests",
            dependencies: ["CompiledGlossary", "TestSupport", "Transliteration", "Tusinik"]),
        .testTarget(name: "CommandTests", dependencies: ["TestSupport", "TusinikCommand"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
