// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "Tusinik", path: "..")],
    targets: [.executableTarget(name: "Measure", dependencies: [.product(name: "Tusinik", package: "Tusinik")])],
    swiftLanguageModes: [.v6]
)
