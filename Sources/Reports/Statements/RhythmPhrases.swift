/// How English, German and Swedish reports say rhythm, ectopy and pacing. Letters are folded (ä to a, ö to o) and
/// hyphens are blanks, as `ReportWords` cuts them.
enum RhythmPhrases {
  static let all: [(pattern: String, meaning: Concept)] = sinus + atrial + other + ectopy + pacing

  private static let sinus: [(pattern: String, meaning: Concept)] = [
    ("sinus rhythm*", .finding([.sinusRhythm])), ("sinusrhythm*", .finding([.sinusRhythm])),
    ("sinusrytm*", .finding([.sinusRhythm])), ("sinus rytm*", .finding([.sinusRhythm])),
    ("normal sinus rhythm", .finding([.sinusRhythm])), ("sr", .finding([.sinusRhythm])),
    ("nsr", .finding([.sinusRhythm])), ("sinusrythm*", .finding([.sinusRhythm])),
    ("sinus brady*", .finding([.sinusBradycardia])), ("sinusbrady*", .finding([.sinusBradycardia])),
    ("sinusbrsady*", .finding([.sinusBradycardia])),
    ("{sinus|sinusal} tachy*", .finding([.sinusTachycardia])), ("sinustachy*", .finding([.sinusTachycardia])),
    ("sinustychy*", .finding([.sinusTachycardia])),
    ("sinus arrh*", .finding([.sinusArrhythmia])), ("sinusarr*", .finding([.sinusArrhythmia])),
    ("sinus {arytm*|arrythm*}", .finding([.sinusArrhythmia])), ("sinusarytm*", .finding([.sinusArrhythmia])),
    (
      "{sinus|sinusrhythm} {and|with|mit} {|marked|slight|respiratory} {arrhythmia|irregularity}",
      .finding([.sinusArrhythmia])
    ),
    ("sinus rhythm {and|with} {|marked|slight|respiratory} sinus arrhythmia", .finding([.sinusArrhythmia])),
    ("marked sinus arrhythmia", .finding([.sinusArrhythmia])),
    ("sinus atrial tachy*", .finding([.sinusTachycardia])),
  ]

  private static let atrial: [(pattern: String, meaning: Concept)] = [
    ("atrial fib*", .finding([.atrialFibrillation])), ("{afib|afibrillation|af}", .finding([.atrialFibrillation])),
    ("a {fib|fibrillation}", .finding([.atrialFibrillation])),
    ("{tachykardes |normokardes |bradykardes |}vorhofflimm*", .finding([.atrialFibrillation])),
    ("{tachykardes |normokardes |}vorhofflimm* flatt*", .finding([.atrialFibrillation])),
    ("vorhoffllimmern", .finding([.atrialFibrillation])),
    ("{vhf|vhff}", .finding([.atrialFibrillation])),
    ("formaksflimmer", .finding([.atrialFibrillation])), ("formaksflimmer fladder", .finding([.atrialFibrillation])),
    ("atrial {fibrillation|fib} {|or} {flutter|flut}", .finding([.atrialFibrillation, .atrialFlutter])),
    ("{afib|af} flutter", .finding([.atrialFibrillation, .atrialFlutter])),
    ("a flutter fibrillation", .finding([.atrialFibrillation, .atrialFlutter])),
    ("atrial flutter {|or} fibrillation", .finding([.atrialFibrillation, .atrialFlutter])),
    ("atrial flut*", .finding([.atrialFlutter])), ("{aflutter|aflt}", .finding([.atrialFlutter])),
    ("a flutter", .finding([.atrialFlutter])),
    ("vorhofflatt*", .finding([.atrialFlutter])), ("formaksfladder", .finding([.atrialFlutter])),
    ("{ectopic |multifocal |unifocal |paroxysmal |}atrial tachy*", .finding([.atrialTachycardia])),
    ("{vorhoftachykard*|formakstakykardi}", .finding([.atrialTachycardia])),
    ("{ectopic|low} atrial {rhythm|bradycardia|brady}", .finding([.ectopicAtrialRhythm])),
    ("{accelerated|irregular} ectopic atrial {rhythm|bradycardia|brady}", .finding([.ectopicAtrialRhythm])),
    ("{unusual p axis|coronary sinus rhythm|left atrial rhythm}", .finding([.ectopicAtrialRhythm])),
    (
      "{chaotic atrial rhythm|wandering atrial pacemaker|wandernder schrittmacher|vandrande pacemaker}",
      .finding([.ectopicAtrialRhythm])
    ),
    ("{multifocal|wandering} atrial rhythm", .finding([.ectopicAtrialRhythm])),
    ("ektop* vorhof*", .finding([.ectopicAtrialRhythm])), ("atrial rhythm", .finding([.ectopicAtrialRhythm])),
  ]

  private static let other: [(pattern: String, meaning: Concept)] = [
    ("{|regular |narrow complex }supraventricular {tachycardia|tach}", .finding([.supraventricularTachycardia])),
    ("{svt|supraventrikul* tach*|supraventrikul* tak*}", .finding([.supraventricularTachycardia])),
    ("narrow {complex|qrs} tachycardia", .finding([.supraventricularTachycardia])),
    ("paroxysmal{e|er|} supraventri* ta*", .finding([.paroxysmalSupraventricularTachycardia])),
    ("psvt", .finding([.paroxysmalSupraventricularTachycardia])),
    ("supraventri* arr*", .finding([.supraventricularArrhythmia])),
    ("supraventri* arytm*", .finding([.supraventricularArrhythmia])),
    ("supraventr arr*", .finding([.supraventricularArrhythmia])),
    ("atrial arrhythmia", .finding([.supraventricularArrhythmia])),
    (
      "{|av |a v |accelerated }{junctional|nodal} {rhythm|bradycardia|brady|tachycardia|tachy|escape|escape rhythm}",
      .finding([.junctionalRhythm])
    ),
    ("rhythm is {|probably |possibly }junctional", .finding([.junctionalRhythm])),
    ("{av|a v} {knotenrhythmus|knotenrhythm*|rhythmus|junctional tach*}", .finding([.junctionalRhythm])),
    ("{knotenrhythmus|nodalrytm|junktional* rytm*}", .finding([.junctionalRhythm])),
    ("{junctional|sino junctional}", .finding([.junctionalRhythm])),
    ("{|accelerated |paroxysmal }idioventricular {rhythm|brady*}", .finding([.idioventricularRhythm])),
    ("{ventricular escape rhythm|ventricular rhythm|kammerersatzrhythm*}", .finding([.idioventricularRhythm])),
    (
      "{|non sustained |nonsustained |paroxysmal |run of |salvos of }ventricular {tachycardia|tach}",
      .finding([.ventricularTachycardia])
    ),
    (
      "{vt|vtach|nsvt|ventrikul* tach*|kammartakykardi|wide qrs tachycardia|wide complex tachycardia}",
      .finding([.ventricularTachycardia])
    ),
  ]

  private static let ectopy: [(pattern: String, meaning: Concept)] = [
    ("{premature |}atrial {premature|ectopic} {contr*|compl*|beat*|depol*|}", .finding([.atrialPrematureComplex])),
    ("premature atrial {contr*|compl*|beat*|depol*}", .finding([.atrialPrematureComplex])),
    ("{pac|pacs|apc|apcs|apb|apbs|sves|pac s|pacs s}", .finding([.atrialPrematureComplex])),
    (
      "{premature supraventricular|supraventricular premature|supraventricular ectopic} {contr*|compl*|beat*}",
      .finding([.atrialPrematureComplex])
    ),
    (
      "{supraventri* extras*|supraventr extras*|supraventri* es|vorhof es|vorhofextras*|formaksextras*}",
      .finding([.atrialPrematureComplex])
    ),
    ("supraventrikular a {extra*|extrasystoli er}", .finding([.atrialPrematureComplex])),
    ("supraventricular {bigem*|extras*}", .finding([.atrialPrematureComplex])),
    ("{junctional|nodal} premature {contr*|compl*|beat*}", .finding([.atrialPrematureComplex])),
    ("{av es|a v es}", .finding([.atrialPrematureComplex])),
    ("premature junctional {contr*|compl*|beat*}", .finding([.atrialPrematureComplex])),
    (
      "{premature |}ventricular {premature|premture|ectopic} {contr*|compl*|beat*|depol*|}",
      .finding([.ventricularPrematureComplex])
    ),
    ("premature ventricular {contr*|compl*|beat*|depol*}", .finding([.ventricularPrematureComplex])),
    ("{pvc|pvcs|vpc|vpcs|vpb|vpbs|ves|pvc s}", .finding([.ventricularPrematureComplex])),
    (
      "{ventrikul* extras*|ventr extras*|ventrikul* es|ventrikul* extraslag|kammarextras*}",
      .finding([.ventricularPrematureComplex])
    ),
    ("ventrikular a {extras*|extraslag}", .finding([.ventricularPrematureComplex])),
    ("ventricular {ectop*|extras*|couplet*}", .finding([.ventricularPrematureComplex])),
    ("slag med avvikande impulsutbredning", .finding([.ventricularPrematureComplex])),
    ("premature {contr*|compl*|beat*}", .finding([.prematureComplex])),
    ("{|uniforme |multiforme }extrasystol*", .finding([.prematureComplex])),
    ("ectopic beat*", .finding([.prematureComplex])),
    ("{|ventricular }bigemin*", .finding([.bigeminy])), ("{|ventricular }trigemin*", .finding([.trigeminy])),
    ("bigeminal", .finding([.bigeminy])), ("trigeminal", .finding([.trigeminy])),
  ]

  private static let pacing: [(pattern: String, meaning: Concept)] = [
    ("{pacemaker|pacer|paced|pacing|schrittmacher|schritmacher|herzschrittmacher}", .finding([.pacedRhythm])),
    ("{pacemaker|schrittmacher} {rhythm|ekg|ecg|spikes|rytm|rhythmus|stimulation}", .finding([.pacedRhythm])),
    (
      """
      {ventricular|atrial|dual|dual chamber|av|a v|av dual|a v dual|atrial sensed \
      ventricular|biventricular|demand|a v sequential|demand ventricular} {paced|pacing|pacemaker} \
      {|rhythm|complexes|ecg}
      """,
      .finding([.pacedRhythm])
    ),
    ("pacemaker{rytm|slag}", .finding([.pacedRhythm])),
    ("{pacer detection|pacemaker detection}", .filler),
    ("no pacemaker", .filler),
  ]
}
