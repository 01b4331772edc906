// swift-tools-version: 6.0
import PackageDescription

/// C runs inside the hot loops, so it is optimised in debug builds as well.
let optimisedC: [CSetting] = [.unsafeFlags(["-O3"], .when(configuration: .debug))]

/// A library target and its tests; `Tests/XTests` mirrors `Sources/X`.
func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [], testFolders: [String] = []
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, resources: resources),
    .testTarget(
      name: "\(name)Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies, exclude: testFolders),
  ]
}

/// A library of the system, reached through a module map.
func system(_ name: String, pkgConfig: String? = nil) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig)
}

let foreign: [Target] = [
  system("COpenBLAS", pkgConfig: "openblas"),
  system("CReadline"),
  system("CSQLite"),
  system("CFLAC"),
  system("COpenSSL"),
  system("CZeroMQ"),
  .target(name: "CKernels", cSettings: optimisedC),
  // Opened when a run is launched by mpirun or srun; see cmpi.h for why it is not linked.
  .target(name: "CMPI", linkerSettings: [.linkedLibrary("dl")]),
  .target(
    name: "CGnuplot",
    linkerSettings: [
      .linkedLibrary("boost_iostreams"), .linkedLibrary("boost_system"), .linkedLibrary("boost_filesystem"),
    ]),
]

// A target imports only targets above its own line.
let layers: [[Target]] = [
  library("JSON"),
  library("Markup"),
  library("Randomness"),
  library("Parallel", ["CKernels"]),
  library("MessagePassing", ["CKernels", "CMPI", "Parallel"]),
  library("Language", ["COpenSSL", "JSON", "Markup"], testFolders: ["Conformance", "Corpus"]),
  library("Signals", ["CFLAC", "Parallel", "Randomness"]),
  library("Reports", ["Signals", "Randomness"]),
  library("Tokenizers", ["JSON", "Parallel"]),
  library("Metrics", ["Reports", "Parallel", "Randomness"]),
  library("Tensors", ["CKernels", "COpenBLAS", "Parallel", "Randomness"]),
  library("Layers", ["CKernels", "Parallel", "Randomness", "Tensors"]),
  library("Models", ["Layers", "Parallel", "Randomness", "Tensors", "Tokenizers"]),
  library("Figures", ["CGnuplot", "Markup", "Randomness"], resources: [.embedInCode("Resources/house.gp")]),
  library(
    "Experiments",
    [
      "Language", "Signals", "Reports", "Tokenizers", "Metrics", "Models", "MessagePassing", "Figures", "Markup",
      "CSQLite", "COpenSSL",
    ],
    resources: [.copy("Resources")]),
  library(
    "Notebook", ["Experiments", "Figures", "JSON", "Language", "Markup", "Reports", "COpenSSL", "CZeroMQ"],
    resources: [
      .embedInCode("Resources/logo-32x32.png"), .embedInCode("Resources/logo-64x64.png"),
      .embedInCode("Resources/logo-svg.svg"),
    ]),
  library("Console", ["Experiments", "Figures", "JSON", "Language", "Reports"]),
  library("LanguageServer", ["Experiments", "JSON", "Language"]),
  library("MEIT", ["Console", "Experiments", "Figures", "Language"]),
]

let package = Package(
  name: "meit",
  products: [
    .executable(name: "meit", targets: ["meit"]),
    .executable(name: "recipes", targets: ["recipes"]),
    .library(name: "MEIT", targets: ["MEIT"]),
  ],
  targets: foreign + layers.flatMap { $0 } + [
    .executableTarget(
      name: "meit",
      dependencies: [
        "Console", "Experiments", "Language", "LanguageServer", "MessagePassing", "Notebook", "Reports", "Tokenizers",
        "Models", "Figures", "Parallel", "CReadline",
      ]),
    .testTarget(
      name: "MeitTests", dependencies: ["Console", "Experiments", "Models", "Randomness", "meit", "TestSupport"]),
    .executableTarget(name: "recipes", dependencies: ["Console", "MEIT"], path: "Recipes/Twins"),
    .testTarget(name: "RecipesTests", dependencies: ["MEIT", "recipes"]),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
  ],
  cxxLanguageStandard: .cxx17
)
