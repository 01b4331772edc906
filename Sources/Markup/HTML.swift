/// Text for HTML.
public enum HTML {
  /// A text whose characters all show as they are, in elements and in attributes.
  public static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// A whole page that needs no other file.
  /// - Parameters:
  ///   - title: plain text.
  ///   - style: its style sheet.
  ///   - body: what stands in it, as HTML.
  public static func page(title: String, style: String, body: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escaped(title))</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    \(body)
    </body>
    </html>

    """
  }
}
