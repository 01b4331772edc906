/// What clients ask of a kernel (Jupyter messaging protocol 5.3).
enum RequestType: String, Sendable {
  case execute = "execute_request"
  case inspect = "inspect_request"
  case complete = "complete_request"
  case history = "history_request"
  case isComplete = "is_complete_request"
  case kernelInfo = "kernel_info_request"
  case commInfo = "comm_info_request"
  case interrupt = "interrupt_request"
  case shutdown = "shutdown_request"
}
