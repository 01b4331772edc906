import Figures
import Markup
import Reports

extension SampleReport {
  private static let agreed = "#bfe5cf"
  /// What the reference says and the generated report does not.
  private static let missed = "#f5e0a3"
  private static let invented = "#f5c6b8"

  /// Both texts, with what agrees and what one side alone says on a ground of their own, for notebooks and pages.
  public var html: String {
    let rows = [("reference", reference, Self.missed), ("generated", generated, Self.invented)]
    let lines = rows.map { title, spans, alone in
      "<tr><th scope=\"row\">\(title)</th><td style=\"text-align:left\">\(Self.html(spans, alone: alone))</td></tr>"
    }
    return """
      <p><strong>\(HTML.escaped(record))</strong> \(HTML.escaped(origin))</p>
      <table class="meit-samples"><tbody>
      \(lines.joined(separator: "\n"))
      </tbody></table>
      """
  }

  private static func html(_ spans: [ReportAgreement.Span], alone: String) -> String {
    spans.map { span in
      let text = HTML.escaped(span.text)
      switch span.agreement {
      case .plain: return text
      case .agreed: return "<span style=\"background-color:\(agreed);color:#000000\">\(text)</span>"
      case .hallucinated: return "<span style=\"background-color:\(alone);color:#000000\">\(text)</span>"
      }
    }.joined()
  }
}
