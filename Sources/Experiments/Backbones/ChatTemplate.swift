import Foundation
import Models
import Reports

extension Backbone {
  /// How the model was taught to chat: told by the tokens that its tokenizer keeps whole, or by the template beside it.
  var chatTemplate: InstructionTemplate? {
    let marked: [InstructionTemplate] = [.chatML, .llama3]
    if let template = marked.first(where: { $0.specialTokens.allSatisfy { tokenizer.id($0) != nil } }) {
      return template
    }
    guard publishedTemplate?.contains("[INST]") == true else { return nil }
    return family.name == DecoderFamily.mistral.name ? .mistral : .llama2
  }

  /// `chat_template` of `tokenizer_config.json`, where the model's folder has one.
  private var publishedTemplate: String? {
    struct File: Decodable {
      let template: String?

      enum CodingKeys: String, CodingKey {
        case template = "chat_template"
      }
    }
    guard let url = folder?.appending(path: "tokenizer_config.json"), let data = try? Data(contentsOf: url) else {
      return nil
    }
    return (try? JSONDecoder().decode(File.self, from: data))?.template
  }
}
