// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "KiemDo",
  products: [.executable(name: "kiemdo", targets: ["kiemdo"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // Bottom: how single values are written, hashed and drawn.
    .target(name: "CanonicalForms"),
    .target(name: "TransparencyLog", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
    .systemLibrary(name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // Middle: the log, the domain, the paper. None knows another's business.
    .target(
      name: "EventLedger",
      dependencies: [
        "CanonicalForms", "TransparencyLog", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "ExamRecords", dependencies: ["CanonicalForms"],
      resources: [.embedInCode("Profiles/tn-thpt-2023.json")]),
    .target(name: "Typesetting", dependencies: ["CPango", "CQREncode"]),

    // Above: meaning meets storage, files and pages.
    .target(
      name: "Bookkeeping",
      dependencies: [
        "CZlib", "CanonicalForms", "EventLedger", "ExamRecords", "TransparencyLog",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(name: "Exchange", dependencies: ["CanonicalForms", "ExamRecords"]),
    .target(name: "CheckSheets", dependencies: ["CanonicalForms", "ExamRecords", "Typesetting"]),

    .executableTarget(
      name: "kiemdo",
      dependencies: [
        "Bookkeeping", "CanonicalForms", "CheckSheets", "EventLedger", "ExamRecords", "Exchange", "TransparencyLog",
        "Typesetting", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Measures the product; see Scripts/bench.
    .executableTarget(
      name: "KiemDoBench",
      dependencies: [
        "Bookkeeping", "CanonicalForms", "CheckSheets", "CPango", "EventLedger", "ExamRecords", "Exchange",
        "TransparencyLog", "Typesetting", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "GRDB", package: "GRDB.swift"),
      ]),

    .testTarget(name: "TransparencyLogTests", dependencies: ["TransparencyLog"], exclude: ["Vectors"]),
    .testTarget(name: "TypesettingTests", dependencies: ["Typesetting"]),
    .testTarget(
      name: "ExchangeTests", dependencies: ["CanonicalForms", "ExamRecords", "Exchange"], exclude: ["Samples"]),
    .testTarget(name: "CanonicalFormsTests", dependencies: ["CanonicalForms"]),
    .testTarget(name: "ExamRecordsTests", dependencies: ["CanonicalForms", "ExamRecords"], exclude: ["Profiles"]),
    .testTarget(
      name: "EventLedgerTests",
      dependencies: [
        "CanonicalForms", "EventLedger", "TransparencyLog", .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Vectors"]),
    .testTarget(
      name: "BookkeepingTests",
      dependencies: [
        "Bookkeeping", "CanonicalForms", "EventLedger", "ExamRecords", "TransparencyLog",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "CheckSheetsTests", dependencies: ["CanonicalForms", "CheckSheets", "ExamRecords", "Typesetting"]),
    // Changed files; Scripts/fuzz runs it for longer.
    .testTarget(
      name: "FuzzTests",
      dependencies: ["Bookkeeping", "CanonicalForms", "EventLedger", "ExamRecords", "TransparencyLog"]),
    .testTarget(
      name: "KiemDoCommandTests", dependencies: ["CanonicalForms", "EventLedger", "TransparencyLog", "kiemdo"],
      exclude: ["Samples"]),
    .testTarget(
      name: "SchemaTests",
      dependencies: ["CanonicalForms", "EventLedger", "ExamRecords", "TransparencyLog", "kiemdo"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-warnings-as-errors"]),
  ]
}
