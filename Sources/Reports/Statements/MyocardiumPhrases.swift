/// How English, German and Swedish reports say infarction, ischaemia, QRS form and repolarisation.
enum MyocardiumPhrases {
  static let all: [(pattern: String, meaning: Concept)] =
    processes + territories + qrs + parts + qualities + causes + normal

  private static let processes: [(pattern: String, meaning: Concept)] = [
    ("{infarct|infarcts|infarction|infarctions|infarc|infarcti}", .process(.infarct)),
    ("{infarkt|inarct|mi|herzinfarkt|myokardinfarkt|hjartinfarkt}", .process(.infarct)),
    ("myocardial {infarct|infarcts|infarction|infarc|infarcti|damage|inarct}", .process(.infarct)),
    ("{myokardschaden|myokardskada|myokardaffektion|myokardaff*|damage|vorderwandinfarkt}", .process(.infarct)),
    ("subendocardial infarct*", .process(.injury)),
    ("subendokardiell infarkt", .process(.injury)),
    ("{ischemic|ischaemic|ischamie|ischaemie|ischemi|ischem}", .process(.ischaemia)),
    ("{myocardial |}{ischemia|ischaemia|ischemic changes|ischaemic changes}", .process(.ischaemia)),
    ("{ischaemic|ischemic} heart {disease|}", .process(.ischaemia)),
    (
      """
      {innenschichtsschaden|innenschichtschaden|innenschichtischamie|subendocardial injury|subendokardiell \
      skada|subendocardial ischemia|subendocardial ischaemia}
      """,
      .process(.injury)
    ),
    ("{injury|injury current|myocardial injury}", .process(.injury)),
  ]

  private static let territories: [(pattern: String, meaning: Concept)] = [
    (
      "{anterior|ant|anteriorer|anteriore|anterioren|anteriort|antrik|vorderwand*|anteriorly|framvagg*}",
      .territory(.anterior)
    ),
    ("{septal|septaler|septale|septalen|septalt|sept|septum}", .territory(.septal)),
    ("{anteroseptal*|antero septal*|anterior septal|ant septal}", .territory([.anterior, .septal])),
    ("{anterolat*|antero lat*|anterolareral|anterior lateral|ant lat}", .territory([.anterior, .lateral])),
    (
      """
      {lateral|lateraler|laterale|lateralen|lateralt|lat|laterally|hochlateral*|hog lateral|hog lateralt|high \
      lateral|seitenwand*}
      """,
      .territory(.lateral)
    ),
    ("{inferior|inf|inferiorer|inferiore|inferioren|inferiort}", .territory(.inferior)),
    ("{inferiorere|interior|hinterwand*|diaphragmatic|inferiorly}", .territory(.inferior)),
    ("{inferolat*|infero lat*|inferior lateral|inf lat}", .territory([.inferior, .lateral])),
    ("{inferopost*|infero post*}", .territory([.inferior, .posterior])),
    ("{inferoposterolat*|infero postero lat*}", .territory([.inferior, .posterior, .lateral])),
    ("{posterior|posteriorer|posteriore|posteriort|post|strikt posterior}", .territory(.posterior)),
    ("{posterolat*|postero lat*}", .territory([.posterior, .lateral])),
    ("extensive anterior", .territory([.anterior, .septal, .lateral])),
    ("{myocardial|wall|myokardial*|large|extensive|leads|lds}", .filler),
  ]

  private static let qrs: [(pattern: String, meaning: Concept)] = [
    ("qrs t {abnorm*|avvik*|path*}", .finding([.abnormalQRS])),
    ("{abnormal|avvikande|abnorm*} qrs {|t} {|forlopp}", .finding([.abnormalQRS])),
    (
      "{q wave|q waves|abnormal q wave|abnormal q waves|q zacke|q zacken|q vag|q vagor|abnormal q|q equivalent|q s}",
      .finding([.qWave])
    ),
    ("{pathological|pathologische|pathologisches|signifikantes|signifikante|signifikant} q", .finding([.qWave])),
    ("{q in|qs in|tiefes q|deep q|q and}", .finding([.qWave])),
    ("{qs complex|qs complexes|tiny r wave|tiny r waves|small r waves|small r wave}", .filler),
    (
      """
      {|abnormal }{poor|delayed|slow|schlechte|verzogerte|verzoegerte|fehlende|mangelnde|fehlede} {anterior \
      |}{r|r wave|r zacken} {progression|ptogression|verlust}
      """,
      .finding([.poorRWaveProgression])
    ),
    (
      """
      {low r waves|r decrease|abnormal r wave progression|poor progression of r waves|poor progression of r \
      wave|prwp|low r in anterior leads|r verlust|dalig r progression|lack of r wave progression|r \
      reduktion|r wave progression poor}
      """,
      .finding([.poorRWaveProgression])
    ),
    ("r progression", .filler),
  ]

  private static let parts: [(pattern: String, meaning: Concept)] = [
    ("{t|t wave|t waves|t welle|t wellen|t vag|t vagor|twave}", .part(.tWave)),
    ("{twaves|t inversion site}", .part(.tWave)),
    ("{st|st segment|st segments|st strecke|s t segment|st segmenten|s t}", .part(.stSegment)),
    (
      """
      {st t|s t t|st t wave|st t waves|st t segment|st and t|st t segmenten|repol*|st segments and t waves|st \
      segment and t wave|str}
      """,
      .part(.stAndT)
    ),
    ("{pr|pr interval|p r interval|pr intervals|pq|pq zeit|pq tid}", .part(.prInterval)),
    ("{qt|qt interval|qtc|q t interval|qtc interval|qt zeit|qt tid|corrected qt|qt intervall}", .part(.qtInterval)),
    ("{p|p wave|p waves|p welle|p wellen|p vag|p axis}", .part(.pWave)),
    ("{|qrs }{voltages|voltage}", .part(.voltage)),
  ]

  private static let qualities: [(pattern: String, meaning: Concept)] = [
    ("{inverted|inversion|inversions|inver|negativ|negative|negatives}", .quality(.inverted)),
    ("{neg|invertiert|inverterad|inverterade|negativa|negativt}", .quality(.inverted)),
    ("{flat|flattened|flattening|low or flat|flach|flaches|flache}", .quality(.flat)),
    ("{abgeflacht|abgeflachtes|abflachung|flacka|flack|avflackad}", .quality(.flat)),
    ("{low amplitude|low voltage t}", .quality(.flat)),
    ("low", .quality(.low)), ("{high|tall|hohes|hohe|hoch|hog|hoga|peaked|spitze|spitz|uberhoht}", .quality(.high)),
    (
      "{depressed|depression|depressions|depresse|senkung|senkungen|sankning|sankningar|gesenkt|deprimiert}",
      .quality(.depressed)
    ),
    ("{elevated|elevation|elevations|hebung|hebungen|hojning|hojningar|lyft}", .quality(.elevated)),
    ("{abnormal|abnormality|abnormalities|abnorm|abnorme|abnormes|abnormale|abnormales}", .quality(.abnormal)),
    ("{abnrm|abnrmt|change|changes|chan|veranderung|veranderungen|veraenderung}", .quality(.abnormal)),
    ("{veraenderungen|wellenveranderungen|forandring|forandringar|storung|avvikande}", .quality(.abnormal)),
    ("{nonspecific|non specific|nondiagnostic|non diagnostic|unspezifisch|unspezifisches}", .quality(.nonspecific)),
    ("{unspezifische|unspez|ospecifik|ospecifikt|ospecifika|nonspec}", .quality(.nonspecific)),
    ("{prolonged|prolongation|verlangerung|verlangert|forlangd|forlangt|long|lang|lengthened}", .quality(.long)),
    ("{short|shortened|kort|verkurzt|kurz}", .quality(.short)),
    ("{is normal|are normal|normal duration}", .quality(.normal)),
  ]

  private static let causes: [(pattern: String, meaning: Concept)] = [
    (
      "{digitalis*|digoxin*|digitalis effect|digitaliseffekt|digitalis eff4ct|digitalisveranderung|digitalispaverkan}",
      .finding([.digitalisEffect])
    ),
    (
      "{electrolyte*|electrol|electrolyte disturbance|elektrolyt*|hypokal*|hyperkal*|hypocalc*|hypercalc*|metabolic}",
      .finding([.electrolyteDisturbance])
    ),
    ("{drug effect|drug}", .filler),
    ("drug effect or {an |}{electrolyte*|electrol} {disturbance|abnormality|}", .finding([.electrolyteDisturbance])),
    ("{ventricular aneurysm|aneurysm|lv aneurysm|kammeraneurysma|aneurysma}", .finding([.ventricularAneurysm])),
    ("early {repol*|repolarization|repolarisation}", .finding([.earlyRepolarisation])),
    ("{fruhe repolarisation|tidig repolarisation|benign early repol*}", .finding([.earlyRepolarisation])),
    ("oder {linksbelastung|linksbelast|linksbelastun}", .filler),
    ("{linksbelastung|linksherzbelastung}", .finding([.leftVentricularHypertrophy])),
    ("eller {vanster|vansterkammar} {belastning|kammarbelastning}", .filler),
  ]

  private static let normal: [(pattern: String, meaning: Concept)] = [
    ("{normal|normales|normalt|otherwise normal} {ecg|ekg}", .finding([.normalECG])),
    ("{sonst|ansonsten} normales {ekg|ecg}", .finding([.normalECG])),
    ("{eljest|i ovrigt} normalt {ekg|ecg}", .finding([.normalECG])),
    (
      """
      {normal tracing|otherwise normal|tracing within normal limits|within normal limits|ekg normal|ecg \
      normal|ekg wahrscheinlich normal|tracing otherwise normal|normal ecg tracing}
      """,
      .finding([.normalECG])
    ),
    ("{|otherwise }no definite {pathology|abnormality}", .finding([.normalECG])),
    ("{inget sakert patologiskt|inget patologiskt|kein pathologischer befund}", .finding([.normalECG])),
    ("ecg is {normal|within normal limits}", .finding([.normalECG])),
    ("{normal variant|normalvariante|normal for age}", .filler),
  ]
}
