/// How English, German and Swedish reports say conduction, axis, hypertrophy and voltage.
enum ConductionPhrases {
  static let all: [(pattern: String, meaning: Concept)] = atrioventricular + bundles + axis + hypertrophy + voltage

  private static let atrioventricular: [(pattern: String, meaning: Concept)] = [
    ("{1st|first|1} {degree|deg} {av|a v} {block|blk}", .finding([.firstDegreeAVBlock])),
    (
      "{av|a v} {block|blk|uberleitungsstorung} {i|grad i|1|1 grades|i grad|first degree}",
      .finding([.firstDegreeAVBlock])
    ),
    ("first degree {block|heart block}", .finding([.firstDegreeAVBlock])),
    ("{avb|av block} grad 1", .finding([.firstDegreeAVBlock])), ("{avb i|1avb|iavb}", .finding([.firstDegreeAVBlock])),
    ("{2nd|second|2} {degree|deg} {av|a v} {block|blk}", .finding([.secondDegreeAVBlock])),
    ("{av|a v} {block|blk} {ii|2|grad ii|ii grad}", .finding([.secondDegreeAVBlock])),
    (
      "{mobitz|wenckebach|mobitz i|mobitz ii}",
      .finding([.secondDegreeAVBlock])
    ),
    ("{2 1|3 1|4 1|high degree|varying} {av|a v} block", .finding([.secondDegreeAVBlock])),
    ("{3rd|third|3} {degree|deg} {av|a v} {block|blk}", .finding([.thirdDegreeAVBlock])),
    ("{av|a v} {block|blk} {iii|3|grad iii|iii grad}", .finding([.thirdDegreeAVBlock])),
    ("{av|a v} block complete {|third degree}", .finding([.thirdDegreeAVBlock])),
    ("complete {av|a v|heart} {block|blk}", .finding([.thirdDegreeAVBlock])),
    ("{totaler|totalt} av block", .finding([.thirdDegreeAVBlock])),
    ("{av|a v} {dissociation|dissoziation}", .finding([.thirdDegreeAVBlock])),
    ("{pq|pr|p r} {interval |zeit |}{verlanger*|forlang*}", .finding([.prolongedPR])),
    ("{short pr|pr short|pq zeit verkurzt|kort pq*|kurze pq*|short p r}", .finding([.shortPR])),
    ("short pr interval", .finding([.shortPR])), ("lgl", .finding([.shortPR])),
    (
      """
      {wpw|delta wave|wolff parkinson white|wolff parkinson|wolf parkinson white|preexcitation|pre \
      excitation|praexzitation}
      """,
      .finding([.wolffParkinsonWhite])
    ),
    ("ventricular {preexcitation|pre excitation}", .finding([.wolffParkinsonWhite])),
  ]

  private static let bundles: [(pattern: String, meaning: Concept)] = [
    ("{|complete }{right|rt} bundle {branch|br} {block|blk}", .finding([.completeRightBundleBranchBlock])),
    ("{rbbb|crbbb|rsb|complete rbbb}", .finding([.completeRightBundleBranchBlock])),
    (
      """
      {|kompletter |vollstandiger |vollstaendiger |kompleter }{rechtsschenkelblock|rechts \
      schenkelblock|schenkelblock rechts}
      """,
      .finding([.completeRightBundleBranchBlock])
    ),
    (
      """
      {rechtsschenkelblock vollstaendig|rechtsschenkelblock vollstandig|hogersidigt skankelblock|hoger \
      skankelblock|hogergrenblock}
      """,
      .finding([.completeRightBundleBranchBlock])
    ),
    (
      "{incomplete|partial|inc|incompl|minor} {right|rt} bundle {branch|br} {block|blk}",
      .finding([.incompleteRightBundleBranchBlock])
    ),
    ("{irbbb|incomplete rbbb|partial rbbb|rbbb incomplete}", .finding([.incompleteRightBundleBranchBlock])),
    ("{unvollst*|inkompl*|partiell*} rechtsschenkelblock", .finding([.incompleteRightBundleBranchBlock])),
    (
      "{rechtsschenkelblock unvollst*|rechtsschenkelblock inkompl*|unvollst* schenkelblock rechts}",
      .finding([.incompleteRightBundleBranchBlock])
    ),
    (
      "{inkomplett|partiellt|inkomplett hogersidigt} {hoger|hogersidigt} skankelblock",
      .finding([.incompleteRightBundleBranchBlock])
    ),
    (
      """
      {rv conduction delay|right ventricular conduction delay|rsr pattern in v1|rsr in v1|rsr or qr pattern \
      in v1|rsr v1}
      """,
      .finding([.incompleteRightBundleBranchBlock])
    ),
    ("{|complete }{left|lt} bundle {branch|br} {block|blk}", .finding([.completeLeftBundleBranchBlock])),
    ("left bundle branch block type", .finding([.completeLeftBundleBranchBlock])),
    ("{lbbb|clbbb|lsb|complete lbbb}", .finding([.completeLeftBundleBranchBlock])),
    (
      "{|kompletter |vollstandiger |vollstaendiger }{linksschenkelblock|links schenkelblock|schenkelblock links}",
      .finding([.completeLeftBundleBranchBlock])
    ),
    ("{vanstersidigt skankelblock|vanster skankelblock|vanstergrenblock}", .finding([.completeLeftBundleBranchBlock])),
    (
      "{incomplete|partial|inc|incompl} {left|lt} bundle {branch|br} {block|blk}",
      .finding([.incompleteLeftBundleBranchBlock])
    ),
    ("{ilbbb|incomplete lbbb|partial lbbb}", .finding([.incompleteLeftBundleBranchBlock])),
    ("{unvollst*|inkompl*|partiell*} linksschenkelblock", .finding([.incompleteLeftBundleBranchBlock])),
    ("{inkomplett|partiellt} {vanster|vanstersidigt} skankelblock", .finding([.incompleteLeftBundleBranchBlock])),
    ("left {anterior|ant|antetior} {fascicular|fasicular|hemi} block", .finding([.leftAnteriorFascicularBlock])),
    ("{anterior|ant} fascicular block", .finding([.leftAnteriorFascicularBlock])),
    ("{posterior|post} fascicular block", .finding([.leftPosteriorFascicularBlock])),
    ("left anterior {fascicular|hemiblock}", .finding([.leftAnteriorFascicularBlock])),
    (
      "{lafb|lahb|linksanteriorer hemiblock|vanster framre hemiblock|vanstersidigt framre fascikelblock}",
      .finding([.leftAnteriorFascicularBlock])
    ),
    (
      "{framre|vanster anteriort|anteriort|vanstersidigt anteriort} {fascikelblock|hemiblock|fascikularblock}",
      .finding([.leftAnteriorFascicularBlock])
    ),
    ("left {posterior|post} {fascicular|hemi} block", .finding([.leftPosteriorFascicularBlock])),
    ("left posterior {fascicular|hemiblock}", .finding([.leftPosteriorFascicularBlock])),
    ("{lpfb|lphb|linksposteriorer hemiblock|bakre fascikelblock}", .finding([.leftPosteriorFascicularBlock])),
    (
      """
      {non specific|nonspecific|unspecified|} {intraventricular|iv|i v|ventricular} {conduction|cond} \
      {delay|defect|disturbance|disorder|abnormality|block}
      """,
      .finding([.intraventricularConductionDisturbance])
    ),
    (
      "{|non specific |nonspecific |minor |minor non specific }{intraventricular|iv} {delay|block}",
      .finding([.intraventricularConductionDisturbance])
    ),
    ("{intermittent conduction defect|ivcd|nivcd|ivcb|nsivcd}", .finding([.intraventricularConductionDisturbance])),
    (
      "{intraventri*|intraventr|unspezifische intraventri*} {leitungs*|leistungs*}",
      .finding([.intraventricularConductionDisturbance])
    ),
    ("{|unspezifischer }{intraventri*|intraventr} block", .finding([.intraventricularConductionDisturbance])),
    ("{intraventri*|intraventrikulart} retledningshinder", .finding([.intraventricularConductionDisturbance])),
    (
      "{ospecifikt skankelblock|ospecificerat intraventrikulart block|ospecifikt intraventrikulart block}",
      .finding([.intraventricularConductionDisturbance])
    ),
    ("{bifascicular|trifascicular|bifaszikul*|trifaszikul*|bifascikul*} block", .filler),
  ]

  private static let axis: [(pattern: String, meaning: Concept)] = [
    ("{left|lt|leftward} axis {|deviation|dev}", .finding([.leftAxisDeviation])),
    (
      "{qrs axis leftward|leftward qrs axis|qrs axis superior to 30 degrees|lad|axis left|lagetyp links}",
      .finding([.leftAxisDeviation])
    ),
    (
      """
      {linkstyp|linkslagetyp|llt|uberdrehter linkstyp|ueberdrehter linkstyp|linkstyp uberdreht|extrem \
      uberdrehter linkstyp|extrem ueberdrehter linkstyp|uberdrehter linkslagetyp}
      """,
      .finding([.leftAxisDeviation])
    ),
    ("vanster {el axel|axel|axeldeviation|elaxel}", .finding([.leftAxisDeviation])),
    ("{right|rt|rightward} axis {|deviation|dev}", .finding([.rightAxisDeviation])),
    ("{qrs axis rightward|rightward qrs axis|rad|axis right}", .finding([.rightAxisDeviation])),
    (
      """
      {rechtstyp|rlt|uberdrehter rechtstyp|ueberdrehter rechtstyp|rechtstyp uberdreht|extrem uberdrehter \
      rechtstyp|extrem ueberdrehter rechtstyp}
      """,
      .finding([.rightAxisDeviation])
    ),
    ("hoger {el axel|axel|elaxel}", .finding([.rightAxisDeviation])),
    (
      "{indeterminate|abnormal superior|extreme|severe right|superior} axis {|deviation}",
      .finding([.indeterminateAxis])
    ),
    (
      """
      {indeterminate qrs axis|indeterminate frontal qrs axis|extreme qrs axis|extreme qrs axis deviation|s i \
      ii iii syndrome|axis indeterminate|sagittaltyp|s1 s2 s3 pattern|s1s2s3}
      """,
      .finding([.indeterminateAxis])
    ),
    ("schwierig bestimmbare {qrs|} achse", .finding([.indeterminateAxis])),
    ("{svarbestammbar|ej bestambar|ej bestammbar} {el axel|axel}", .finding([.indeterminateAxis])),
    ("el axel {ej bestambar|ej bestammbar|svarbestammbar}", .finding([.indeterminateAxis])),
    (
      """
      {lagetyp normal|normaltyp|normal axis|normale lage|steiltyp|steillagetyp|indifferenztyp|mlt|slt|mlt \
      slt|normal el axel|axis normal|normal qrs axis}
      """,
      .finding([.normalAxis])
    ),
  ]

  private static let hypertrophy: [(pattern: String, meaning: Concept)] = [
    ("{left|lt|lv} {ventricular |ventr |}{hypertrophy|hyp}", .finding([.leftVentricularHypertrophy])),
    ("{lvh|lvhv|linkshypertrophie|linksventrikul* hypertrophie}", .finding([.leftVentricularHypertrophy])),
    (
      "{linksherzhypertrophie|vansterkammarhypertrofi|vanster kammarhypertrofi}",
      .finding([.leftVentricularHypertrophy])
    ),
    ("{|kammer}{hypertrophie|hyperthrophie} {lvh|links}", .finding([.leftVentricularHypertrophy])),
    ("{left ventricular|lv} strain", .finding([.leftVentricularHypertrophy])),
    ("early {left ventricular|lv} strain", .finding([.leftVentricularHypertrophy])),
    ("{right|rt|rv} {ventricular |ventr |}{hypertrophy|hyp}", .finding([.rightVentricularHypertrophy])),
    (
      "{rvh|rechtshypertrophie|rechtsherzhypertrophie|hogerkammarhypertrofi|hoger kammarhypertrofi}",
      .finding([.rightVentricularHypertrophy])
    ),
    ("{|kammer}{hypertrophie|hyperthrophie} {rvh|rechts}", .finding([.rightVentricularHypertrophy])),
    ("biventricular hypertrophy", .finding([.leftVentricularHypertrophy, .rightVentricularHypertrophy])),
    ("septal hypertrophy", .finding([.septalHypertrophy])), ("septumhypertrophie", .finding([.septalHypertrophy])),
    (
      "{left|lt} atrial {enlargement|abnormality|abnrm|abnormal|overload|hypertrophy|enl}",
      .finding([.leftAtrialEnlargement])
    ),
    (
      "{lae|lao|lao lae|p mitrale|vanster formakshypertrofi|vanster formaksbelastning|vanster formaksforstoring}",
      .finding([.leftAtrialEnlargement])
    ),
    ("p {sinistrocard*|sinistroatriale|mitrale wave}", .finding([.leftAtrialEnlargement])),
    ("vorhofs{ueberlastung|uberlastung|uberbelastung|ueberbelastung} links", .finding([.leftAtrialEnlargement])),
    (
      "{right|rt} atrial {enlargement|abnormality|abnrm|abnormal|overload|hypertrophy|enl}",
      .finding([.rightAtrialEnlargement])
    ),
    (
      "{rae|rao|rao rae|p pulmonale|hoger formakshypertrofi|hoger formaksbelastning|p dextrocard*}",
      .finding([.rightAtrialEnlargement])
    ),
    ("vorhofs{ueberlastung|uberlastung|uberbelastung|ueberbelastung} rechts", .finding([.rightAtrialEnlargement])),
    (
      "{biatrial|bi atrial} {enlargement|abnormality|overload}",
      .finding([.leftAtrialEnlargement, .rightAtrialEnlargement])
    ),
  ]

  private static let voltage: [(pattern: String, meaning: Concept)] = [
    (
      """
      voltages are high in {limb leads|chest leads|limb and chest leads|chest and limb leads|precordial \
      leads} suggesting lvh
      """,
      .finding([.voltageCriteriaForLVH, .leftVentricularHypertrophy])
    ),
    (
      "{|massige |maessige |moderate }amplitudenkriterien {fur|fuer|f r|} linkshypertrophie",
      .finding([.voltageCriteriaForLVH, .leftVentricularHypertrophy])
    ),
    (
      "{|moderate |minimal }voltage {criteria|crit} {for|of|suggest|suggestive of} {lvh|left ventricular hypertrophy}",
      .finding([.voltageCriteriaForLVH, .leftVentricularHypertrophy])
    ),
    (
      "{lvh|left ventricular hypertrophy} {by|on} voltage {|criteria|only}",
      .finding([.voltageCriteriaForLVH, .leftVentricularHypertrophy])
    ),
    (
      "{|borderline |high }precordial voltages of left ventricular hypertrophy",
      .finding([.voltageCriteriaForLVH, .leftVentricularHypertrophy])
    ),
    (
      "{massiga |}amplitudkriterier for {vansterkammarhypertrofi|vanster kammarhypertrofi}",
      .finding([.voltageCriteriaForLVH, .leftVentricularHypertrophy])
    ),
    ("voltages in {chest|limb|v|precordial} leads are at upper limit", .finding([.highVoltage])),
    (
      "{high|large|tall} {v lead|qrs|lead|precordial|limb lead|chest lead|lv|left ventricular} voltage*",
      .finding([.highVoltage])
    ),
    ("{high|increased} {voltage*|qrs amplitude}", .finding([.highVoltage])),
    ("{hochvoltage|hohe amplituden|hoga amplituder}", .finding([.highVoltage])),
    ("low {limb|limb lead|qrs|precordial|chest lead|frontal|frontal lead} voltage*", .finding([.lowVoltage])),
    ("{low voltage* qrs|low voltage*}", .finding([.lowVoltage])),
    (
      """
      {periphere niederspannung|niederspannung*|periphere low voltage|niedervoltage|lagvoltage|laga \
      amplituder|low amplitude qrs}
      """,
      .finding([.lowVoltage])
    ),
    ("voltages are low", .finding([.lowVoltage])),
  ]
}
