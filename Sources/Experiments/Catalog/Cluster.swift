import Language

// Where the work is done.
extension Catalog {
  /// Changes where the work is done and not what comes out, so no step lists it.
  static let clusterOption = Option(
    "cluster",
    .choice(
      ChoiceSet(
        "cluster",
        [
          Choice("local", "on this machine"),
          Choice(
            "slurm",
            "as one job array of Slurm, a task for each training; `run` submits it, tells how far it is and collects it",
            [
              Option("partition", .text, .optional, "the partition; Slurm's own choice when left out"),
              Option(
                "time", .quantity(.time, 60...31_536_000), .init(.number(Number(24, .hour))),
                "limit of a task, which goes on in another turn when it was too short"),
              Option(
                "memory", .quantity(.memory, 1...100_000_000), .init(.number(Number(16, .gigabyte))), "of a task"),
              Option("parallel", .integer(1...100_000), 8, "tasks at once"),
              Option("processors", .integer(1...4_096), 4, "of each rank"),
              Option("ranks", .integer(1...65_536), 1, "processes of a task that train together by MPI"),
            ]),
        ])), "local", "where the steps are done; changes nothing else")
}
