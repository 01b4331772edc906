import Experiments
import Foundation
import JSON
import Notebook
import Testing

@Suite struct KernelSpecTests {
  @Test func anInstalledKernelCanBeRemoved() throws {
    let kernels = FileManager.default.temporaryDirectory.appending(path: "kernels-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: kernels) }
    let folder = try KernelSpec.install(into: kernels, executable: "/bin/meit")
    let spec = try JSONParser.parse(Array(Data(contentsOf: folder.appending(path: "kernel.json"))))
    #expect(spec["argv"] == ["/bin/meit", "kernel", "run", "{connection_file}"])
    #expect(spec["interrupt_mode"] == "message")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files == ["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"])
    #expect(try Data(contentsOf: folder.appending(path: "logo-32x32.png")).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try KernelSpec.uninstall(from: kernels) == folder)
    #expect(try KernelSpec.uninstall(from: kernels) == nil)
  }

  @Test func aKernelThatJupyterFindsFirstIsNamed() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "jupyter-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    var variables = ["HOME": root.path, "VIRTUAL_ENV": root.appending(path: "venv").path]
    let own = try JupyterFolders.kernels(.user, variables: variables)
    _ = try KernelSpec.install(into: own, executable: "/bin/meit")
    #expect(KernelSpec.preceding(own, variables: variables) == nil)
    let environment = try JupyterFolders.kernels(.activeEnvironment, variables: variables)
    let other = try KernelSpec.install(into: environment, executable: "/bin/other")
    #expect(KernelSpec.preceding(own, variables: variables)?.path == other.path)
    #expect(KernelSpec.preceding(environment, variables: variables) == nil)
    variables["JUPYTER_PREFER_ENV_PATH"] = "0"
    #expect(KernelSpec.preceding(own, variables: variables) == nil)
    variables["JUPYTER_PATH"] = root.appending(path: "named").path
    _ = try KernelSpec.install(into: root.appending(path: "named/kernels"), executable: "/bin/third")
    #expect(KernelSpec.preceding(own, variables: variables)?.path == root.appending(path: "named/kernels/meit").path)
  }

  @Test func kernelsGoWhereJupyterLooks() throws {
    func path(_ place: JupyterFolders.Place, _ variables: [String: String]) throws -> String {
      try JupyterFolders.kernels(place, variables: variables).path
    }
    #expect(try path(.prefix("/opt/x"), [:]) == "/opt/x/share/jupyter/kernels")
    #expect(try path(.user, ["XDG_DATA_HOME": "/d"]) == "/d/jupyter/kernels")
    #expect(try path(.user, ["XDG_DATA_HOME": "/d", "JUPYTER_DATA_DIR": "/j"]) == "/j/kernels")
    #expect(try path(.user, [:]).hasSuffix("/.local/share/jupyter/kernels"))
    #expect(try path(.user, ["HOME": "/h", "JUPYTER_DATA_DIR": ""]) == "/h/.local/share/jupyter/kernels")
    #expect(try path(.activeEnvironment, ["VIRTUAL_ENV": "/v"]) == "/v/share/jupyter/kernels")
    #expect(throws: DataError.self) { try path(.activeEnvironment, [:]) }
  }
}
