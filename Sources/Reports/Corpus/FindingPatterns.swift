/// Sentences about findings: what they look like and what they mean.
enum FindingPatterns {
  static let all = rhythm + ectopy + conduction + hypertrophy + infarction + repolarisation + cases

  private static let rhythm = [
    """
    In sinus rhythm {every QRS complex follows a P wave|the P waves come from the sinus node|each P wave is \
    followed by a QRS complex}.
    """,
    "Sinus bradycardia {is|means} a sinus rhythm {slower than|below} 60 beats per minute.",
    "Sinus tachycardia {is|means} a sinus rhythm {faster than|above} 100 beats per minute.",
    "In sinus arrhythmia the rate {rises with inspiration|varies with breathing|changes from beat to beat}.",
    """
    {Atrial fibrillation|In atrial fibrillation the rhythm} {is irregular and has no P waves|shows an \
    irregular ventricular response without P waves}.
    """,
    """
    Atrial fibrillation with {rapid|slow|controlled} ventricular response {is a common rhythm in the \
    elderly|was seen on the monitor|is stated in the report}.
    """,
    """
    Atrial flutter {shows|is recognised by} {sawtooth waves|flutter waves} in {the inferior leads|leads II, \
    III and aVF}.
    """,
    """
    In atrial flutter with {2:1 conduction the ventricular rate is about 150|3:1 conduction the ventricular \
    rate is about 100|4:1 conduction the ventricular rate is about 75} beats per minute.
    """,
    """
    Supraventricular tachycardia is {a regular rhythm above 150 beats per minute|a fast rhythm with narrow \
    QRS complexes}.
    """,
    "A junctional rhythm {arises near the AV node|has no P waves before the QRS complexes|is often slow}.",
    "Ventricular tachycardia is a {fast rhythm with wide QRS complexes|dangerous arrhythmia|wide complex tachycardia}.",
    """
    {A ventricular-paced rhythm|Ventricular pacing} shows {pacing spikes before wide QRS complexes|wide QRS \
    complexes after each spike}.
    """,
  ]

  private static let ectopy = [
    "A premature ventricular complex is {wide and early|early, wide and without a P wave}.",
    "A premature atrial complex is {early and usually narrow|early, with an abnormal P wave}.",
    """
    {PVCs|Ventricular extrasystoles} {are often followed by a compensatory pause|may be benign|can be felt as \
    skipped beats}.
    """,
    "{PACs|Supraventricular extrasystoles} {may precede|can trigger} {atrial fibrillation|a run of tachycardia}.",
    "In {bigeminy|ventricular bigeminy} every second beat is premature, {and|while} in trigeminy every third is.",
    """
    {Frequent|Multifocal|Isolated} premature complexes {are reported with the rhythm|may need a Holter \
    recording|are counted over 24 hours}.
    """,
  ]

  private static let conduction = [
    "A PR interval {longer than|above} 200 milliseconds is called {first degree AV block|1st degree A-V block}.",
    "In second degree AV block {some P waves are not conducted|the PR interval may lengthen until a beat drops}.",
    "In third degree AV block {atria and ventricles beat independently|no P wave is conducted}.",
    """
    Right bundle branch block {shows|gives} {an rSR pattern in V1|a wide S wave in I and V6|a broad terminal \
    R wave in V1}.
    """,
    """
    Left bundle branch block {shows|gives} {a broad notched R wave in V6|deep S waves in V1|wide QRS \
    complexes without septal Q waves}.
    """,
    """
    In left bundle branch block {infarction is hard to recognise|the ST segments are displaced opposite to \
    the QRS complex}.
    """,
    """
    In {complete bundle branch block the QRS complex lasts at least|incomplete bundle branch block the QRS \
    complex lasts less than} 120 milliseconds.
    """,
    """
    Left anterior fascicular block {turns the axis to the left|causes left axis deviation}{| with small R \
    waves in the inferior leads}.
    """,
    """
    {Left posterior fascicular block|Left posterior hemiblock} {turns the axis to the right|causes right axis \
    deviation}.
    """,
    "A short PR interval with a delta wave {suggests|is typical of} the Wolff-Parkinson-White {pattern|syndrome}.",
    """
    A nonspecific intraventricular conduction delay is a wide QRS complex {without the pattern of a bundle \
    branch block|that fits neither bundle branch block}.
    """,
  ]

  private static let hypertrophy = [
    """
    Left ventricular hypertrophy {increases the voltage of|gives tall R waves in} the {left chest \
    leads|lateral leads}.
    """,
    "{LVH|Left ventricular hypertrophy} is suggested when the sum of S in V1 and R in V5 exceeds 35 mm.",
    """
    LVH with {strain|secondary ST-T changes} shows {ST depression and T wave inversion|inverted T waves} in \
    {the lateral leads|I, aVL, V5 and V6}.
    """,
    "Right ventricular hypertrophy {gives|causes} {a tall R wave in V1|right axis deviation|deep S waves in V6}.",
    "{Hypertension|Aortic stenosis} is a common cause of left ventricular hypertrophy.",
    "Left atrial enlargement {makes the P wave broad and notched|gives a deep negative P wave in V1}.",
    "Right atrial enlargement {makes the P wave tall|gives a peaked P wave in lead II}.",
    "Low QRS {voltages|voltage} {may be due to|can be caused by} {pericardial effusion|obesity|emphysema}.",
  ]

  private static let infarction = [
    "{Pathological Q waves|Q waves} in {II, III and aVF} {suggest|indicate|are a sign of} an old inferior infarct.",
    """
    {Pathological Q waves|Q waves} in {V1 to V4|the anterior leads} {suggest|indicate|are a sign of} an old \
    anterior infarct.
    """,
    "Q waves in {I, aVL, V5 and V6|the lateral leads} {suggest|indicate} an old lateral infarct.",
    "ST elevation in {II, III and aVF|the inferior leads} {suggests|is typical of} an acute inferior infarct.",
    "ST elevation in {V1 to V4|the anterior leads} {suggests|is typical of} an acute anterior infarct.",
    "ST elevation in {I, aVL, V5 and V6|the lateral leads} {suggests|is typical of} an acute lateral infarct.",
    "An inferior infarct is {often|usually} caused by {occlusion|disease} of the right coronary artery.",
    "An anterior infarct is {often|usually} caused by {occlusion|disease} of the left anterior descending artery.",
    "A lateral infarct may {follow|result from} occlusion of the circumflex artery.",
    """
    {Poor R wave progression|Loss of R waves} in the chest leads {may be due to|can be a sign of} {an old \
    anterior infarct|lead placement}.
    """,
    "Reciprocal ST depression {supports|makes more likely} the diagnosis of an acute infarct.",
    "The age of an infarct is {undetermined|uncertain} when {no earlier ECG exists|only Q waves are present}.",
  ]

  private static let repolarisation = [
    """
    ST depression in {the lateral leads|several leads|V4 to V6} {may be due to|can be a sign of|suggests} \
    {ischaemia|strain|digitalis effect}.
    """,
    """
    T wave inversion in {the anterior|the inferior|the lateral} leads {may be due to|can reflect|suggests} \
    {ischaemia|an earlier infarct|strain}.
    """,
    "{Flat|Low} T waves {are nonspecific|may be seen in hypokalaemia|have many causes}.",
    "{Tall|Peaked} T waves {suggest|are a sign of} {hyperkalaemia|high potassium}.",
    "A prolonged QT interval {increases the risk of|may lead to} {torsades de pointes|ventricular tachycardia}.",
    "{Many drugs|Hypocalcaemia|Hypokalaemia|Amiodarone} can prolong the QT interval.",
    "Digitalis {causes|may cause} {sagging ST depression|a shortened QT interval}.",
    """
    Early repolarisation is a {normal variant|benign finding} with ST elevation in {the precordial \
    leads|young adults}.
    """,
    "Pericarditis causes {ST elevation in many leads|widespread ST elevation}{| without reciprocal depression}.",
  ]

  private static let cases = [
    """
    {A 45-year-old man|A 63-year-old woman|A 72-year-old man|An 81-year-old woman} {was seen with|came \
    with|complained of} {palpitations|chest pain|dyspnoea|dizziness}; the ECG showed {sinus rhythm|atrial \
    fibrillation|sinus tachycardia|a paced rhythm}.
    """,
    """
    {Her|His} ECG showed {left axis deviation|right bundle branch block|left bundle branch block|low \
    voltages|a prolonged QT interval} {but was otherwise normal|and no acute change|and was unchanged}.
    """,
    """
    The {ward|clinic|outpatient department} {sent|recorded} an ECG with {sinus bradycardia|first degree AV \
    block|frequent PVCs|T wave inversion}.
    """,
    """
    {Two days|A week|A year} after the infarct the ECG showed {Q waves|inverted T waves|poor R wave \
    progression} in the {anterior|inferior|lateral} leads.
    """,
    """
    {After|Following} {cardioversion|treatment} the {rhythm returned to sinus rhythm|atrial fibrillation was \
    gone|rate was controlled}.
    """,
    """
    The {tracing|recording|ECG} {shows|demonstrates} {sinus rhythm|atrial flutter|sinus tachycardia} with {a \
    normal axis|left axis deviation|right axis deviation}.
    """,
    """
    There is {possible|probable|definite} {left ventricular hypertrophy|lateral ischaemia|inferior \
    infarction|anterior infarction}, {and|but} the rhythm is {sinus|regular|irregular}.
    """,
    """
    The {cardiologist|report} {noted|described} {ST depression|T wave inversion|ST elevation} in the \
    {inferior|anterior|lateral} leads and {asked for a repeat ECG|suggested a stress test|advised admission}.
    """,
  ]
}
