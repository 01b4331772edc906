/// Sentences about how an ECG is recorded and what its parts are.
enum BasicsPatterns {
  static let all = recording + leads + waves + intervals + reading + practice

  private static let recording = [
    """
    {An|The} electrocardiogram records the {electrical activity|electrical currents} of the heart {from the \
    body surface|over time|through electrodes on the skin}.
    """,
    """
    A standard ECG {has twelve leads|is recorded in twelve leads|shows twelve leads} and {lasts|usually \
    lasts} ten seconds.
    """,
    """
    {ECG paper|The paper} usually runs at 25 mm per second{|, so one large square is 200 milliseconds|, so \
    one small square is 40 milliseconds}.
    """,
    "At standard {gain|calibration}, {ten millimetres|10 mm} correspond to one millivolt.",
    """
    {Muscle tremor|Patient movement|Poor electrode contact} can {make the baseline noisy|obscure the P \
    waves|mimic an arrhythmia}.
    """,
    """
    {Baseline wander|Mains interference|Muscle artifact} should be {recognised|noted|removed} before the \
    {ECG|tracing|recording} is interpreted.
    """,
    "Reversed arm electrodes {turn lead I upside down|make lead I appear inverted}.",
    """
    The {recording|tracing} should be repeated when {the quality is poor|leads are missing|an electrode has \
    come off}.
    """,
  ]

  private static let leads = [
    "Leads {II, III and aVF} look at the inferior wall of the {heart|left ventricle}.",
    "Leads {I, aVL, V5 and V6} {look at|represent|face} the lateral wall of the {heart|left ventricle}.",
    "Leads {V1 and V2} {lie over|face} the septum{| and the right ventricle}.",
    "Leads {V3 and V4} {lie over|face|represent} the anterior wall of the {heart|left ventricle}.",
    """
    The {limb leads|six limb leads} show the heart in the frontal plane, {and|while} the {chest \
    leads|precordial leads} show it in the horizontal plane.
    """,
    "Lead II {equals|is} the sum of lead I and lead III.",
    "Lead aVR {looks into|faces} the cavity of the ventricles, so its QRS complex is normally negative.",
    """
    {From V1 to V6|Across the chest leads} the R wave {normally grows|normally becomes taller} and the S wave \
    becomes smaller.
    """,
  ]

  private static let waves = [
    "The P wave {represents|reflects|shows} {depolarisation of the atria|atrial depolarisation}.",
    "The QRS complex {represents|reflects|shows} {depolarisation of the ventricles|ventricular depolarisation}.",
    "The T wave {represents|reflects|shows} {repolarisation of the ventricles|ventricular repolarisation}.",
    """
    The ST segment {lies between the QRS complex and the T wave|is normally level with the baseline|begins at \
    the J point}.
    """,
    "A {normal P wave|P wave of sinus origin} is upright in {lead II|leads I and II} and negative in aVR.",
    """
    {Small|Narrow} Q waves in {the lateral leads|leads I, aVL and V6} are normal{|: they reflect activation \
    of the septum}.
    """,
    """
    A Q wave is {pathological|abnormal} when it is {wide and deep|wider than 40 milliseconds|deeper than a \
    quarter of the R wave}.
    """,
    "T waves are {usually|normally} upright in {I, II and V3 to V6|the lateral leads|leads with a tall R wave}.",
    "A U wave {may follow the T wave|is best seen in V2 and V3|becomes prominent in hypokalaemia}.",
  ]

  private static let intervals = [
    "The PR interval {measures|is the time of} conduction from the atria to the ventricles.",
    "A normal PR interval {lasts 120 to|is between 120 and} 200 milliseconds{| in adults}.",
    "{A normal|The normal} QRS complex {lasts less than|is shorter than} 120 milliseconds.",
    "The QT interval {depends on|varies with} the heart rate and {is therefore corrected|must be corrected for it}.",
    "A {corrected QT interval|QTc} above {460|470|480} milliseconds is {prolonged|called long|regarded as prolonged}.",
    "The RR interval is {the time between two beats|the inverse of the heart rate|irregular in atrial fibrillation}.",
    "A normal heart rate at rest is between 60 and 100 beats per minute.",
    "The {normal QRS axis|axis of a normal heart} lies between minus 30 and plus 90 degrees.",
    """
    The axis is {deviated to the left|leftward} when {lead II is negative|aVF and II are negative} and lead I \
    is positive.
    """,
    "The axis is {deviated to the right|rightward} when lead I is negative and {aVF|lead III} is positive.",
  ]

  private static let reading = [
    """
    The {reader|cardiologist|physician} {first states|begins with} the rhythm{|, then the axis|, then \
    conduction}, {and then looks for|and goes on to} signs of {hypertrophy|infarction|ischaemia}.
    """,
    """
    A {normal report|report of a normal ECG} {states|mentions} sinus rhythm, {a normal axis|normal \
    conduction} and no {abnormality|sign of ischaemia}.
    """,
    "A finding that is not certain is {reported|written} as {possible or probable|possible|probable}.",
    """
    {Comparison with|A comparison with} {an earlier ECG|a previous tracing|old recordings} {helps to date an \
    infarct|shows what is new|is always useful}.
    """,
    """
    A single ECG {cannot exclude|does not rule out} {coronary heart disease|acute infarction|intermittent \
    arrhythmia}.
    """,
    "The {machine statement|automatic interpretation} should be {confirmed|checked|read} by a physician.",
    """
    {Nonspecific|Minor} changes of the {ST segment|T wave} are {common|often seen} and need {clinical \
    correlation|the clinical context}.
    """,
    "An ECG {should be read|is interpreted} together with {the history|the symptoms|the age of the patient}.",
  ]

  private static let practice = [
    "{A patient|A man|A woman} with chest pain {should have|needs|receives} an ECG within ten minutes.",
    """
    {Serial ECGs|Repeated recordings} {show the evolution of|help to recognise|follow} {an \
    infarct|ischaemia|electrolyte changes}.
    """,
    "{Palpitations|Dizziness|Syncope} may be caused by {an arrhythmia|a pause|heart block|tachycardia}.",
    """
    {Beta blockers|Digoxin|Calcium channel blockers} {slow|can slow} {the heart rate|conduction in the AV \
    node|the ventricular response}.
    """,
    """
    {Anticoagulation|Stroke prevention} {should be considered|is important} in {patients with atrial \
    fibrillation|atrial flutter|persistent atrial fibrillation}.
    """,
    """
    {A pacemaker|Permanent pacing} is {indicated|often needed} in {third degree AV block|symptomatic \
    bradycardia|complete heart block}.
    """,
    "{Exercise|Fever|Anxiety|Anaemia} {raises|increases} the heart rate and may cause sinus tachycardia.",
    """
    {Athletes|Trained athletes|Healthy young people} often have {sinus bradycardia|high voltages|early \
    repolarisation}.
    """,
  ]
}
