// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Downstream",
    dependencies: [.package(name: "Tusinik", path: "../..")],
    targets: [
        .executableTarget(name: "Downstream", dependencies: [.product(name: "Tusinik", package: "Tusinik")])
    ],
    swiftLanguageModes: [.v6]
)
