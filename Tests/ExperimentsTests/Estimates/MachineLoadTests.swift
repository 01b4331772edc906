import Experiments
import Testing

struct MachineLoadTests {
  /// Lines of /proc/stat as `proc(5)` describes them.
  @Test func theThreadsThatRunAreRead() {
    let statistics = "cpu  10 0 4 900 1 0 0 0 0 0\nctxt 77\nprocesses 12\nprocs_running 5\nprocs_blocked 0\n"
    #expect(MachineLoad.runningThreads(in: statistics) == 5)
    #expect(MachineLoad.runningThreads(in: "cpu  10 0 4 900") == nil)
  }

  @Test func otherThreadsTakeTheirPart() {
    #expect(MachineLoad.slowdown(beside: 0, processors: 2) == 1)
    #expect(MachineLoad.slowdown(beside: 4, processors: 2) == 3)
  }
}
