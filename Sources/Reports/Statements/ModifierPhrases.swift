/// How English, German and Swedish reports doubt, deny, date and join findings.
enum ModifierPhrases {
  static let all: [(pattern: String, meaning: Concept)] = denial + doubt + likelihood + ages + joints

  private static let denial: [(pattern: String, meaning: Concept)] = [
    (
      """
      {no|without|negative for|absence of|free of|no evidence of|no definite evidence of|no ecg evidence|no \
      sign of|no signs of|no evidence for|not|no diagnostic changes of|no definite|no significant|no acute}
      """,
      .certainty(.negated, .next)
    ),
    ("{kein|keine|keinen|ohne|kein hinweis auf|keine hinweise auf|nicht|ausschluss}", .certainty(.negated, .next)),
    ("{inga|inget|ingen|utan|ej|inte|inga tecken till|inga hallpunkter for}", .certainty(.negated, .next)),
    (
      """
      {is absent|absent|has resolved|have resolved|resolved|is not present|not present|is no longer \
      present|not seen|fehlt|saknas|is ruled out|ruled out|is excluded}
      """,
      .certainty(.negated, .previous)
    ),
    (
      """
      {previously|rhythm was previously|most commonly due to|risk of developing|suggest exclude|exclude|to \
      rule out|compared with|unless there has been|rhythm was|this is most commonly due to|criteria \
      used|replaced|replaces}
      """,
      .dismissal
    ),
  ]

  private static let doubt: [(pattern: String, meaning: Concept)] = [
    (
      """
      {possible|possibly|poss|consider|cannot rule out|can not rule out|cant rule out|rule out|query|may \
      be|could be|maybe|may be due to|this may be due to|could \
      represent|suspect|suspected|questionable|doubtful|cannot exclude|can not exclude|possibility of|may \
      represent|might be}
      """,
      .certainty(.possible, .next)
    ),
    (
      "{verdacht auf|v a|moglicherweise|moeglicherweise|fraglich|fragl|fraglicher|fragliche|verdachtig auf}",
      .certainty(.possible, .next)
    ),
    (
      "{misstankt|mojlig|mojligen|mojligt|overvag|misstanke om|kan ej utesluta|kan inte utesluta}",
      .certainty(.possible, .next)
    ),
    (
      """
      {cannot be excluded|cannot be entirely excluded|cannot be ruled out|can not be excluded|cannot be|not \
      excluded|is not excluded|not entirely excluded|is possible|is a possibility|is a possible cause|is \
      suspected|to be considered|cannot be exc|cannot be e|should be considered}
      """,
      .certainty(.possible, .previous)
    ),
    (
      """
      {moglich|moeglich|nicht auszuschliessen|nicht auszuschliesen|nicht ausgeschlossen|nicht sicher \
      auszuschliessen|fraglich moglich}
      """,
      .certainty(.possible, .previous)
    ),
    (
      "{bor overvagas|kan ej uteslutas|kan inte uteslutas|ej uteslutas|uteslutas|kan ej}",
      .certainty(.possible, .previous)
    ),
    ("borderline", .certainty(.possible, .nearest)), ("{grenzwertig|grenzwertiger}", .certainty(.possible, .next)),
  ]

  private static let likelihood: [(pattern: String, meaning: Concept)] = [
    (
      """
      {probable|prob|likely to be|likely to be due to|suggest|suggests|suggesting|suggestive of|consistent \
      with|consistant with|in keeping with|compatible with|indicate|indicates|vereinbar mit|hinweis auf|talar \
      for|forenligt med|findings are likely to be due to|sasom vid}
      """,
      .certainty(.probable, .next)
    ),
    ("{probably|likely|wahrscheinlich|sannolikt|sannolik|troligen|wahrsch}", .certainty(.probable, .nearest)),
    ("{is likely|is probable|is a likely cause|is probably present}", .certainty(.probable, .previous)),
    ("{sicher|sakert|definite|evident|eindeutig}", .certainty(.definite, .nearest)),
  ]

  private static let ages: [(pattern: String, meaning: Concept)] = [
    ("{old|previous|chronic|probably old|gammal|aldre|sannolikt aldre|gammalt|remote|healed}", .age(.old, .next)),
    ("{wahrscheinlich alt|alt|chronisch|wahrscheinlich chronisch|chronischer|older}", .age(.old, .previous)),
    (
      """
      {recent|subacute|probably recent|possibly recent|evolving|neuer|subakuter|mogl neuer|moglicherweise \
      neuer|neu|farsk|mojligen farsk}
      """,
      .age(.recent, .next)
    ),
    ("{mogl akut|moglicherweise akut|akut|akuter|wahrscheinlich akut|possibly acute}", .age(.acute, .previous)),
    ("{acute|probably acute|early acute|frischer|frischen}", .age(.acute, .next)),
    (
      """
      {age undetermined|age indeterminate|age unknown|age uncertain|of uncertain age|of indeterminate \
      age|undetermined age|alter unbest|alter unbestimmt|alter unbes|alder ej bestammbar|okand \
      alder|unbestimmten alters}
      """,
      .age(.undetermined, .previous)
    ),
  ]

  private static let joints: [(pattern: String, meaning: Concept)] = [
    ("{and|or|und|oder|och|eller|nor|plus|as well as|sowie|samt}", .connector)
  ]
}
