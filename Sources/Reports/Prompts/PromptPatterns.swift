/// The 32 prompts written by hand, each with the wordings that mean the same at every place where they differ.
///
/// In `{a|b|c}` the first choice is the prompt as written; every combination must read as a correct sentence.
enum PromptPatterns {
  static let all = reports + readings + questions + roles

  private static let reports = [
    """
    {Given|Based on|Using} the ECG recording, please {help me generate|write|produce|help me draft} a report \
    for {this ECG recording|this recording|it}:
    """,
    """
    {Write|Compose|Draft|Prepare} a {diagnostic|clinical|cardiology} report for {the given|this|the \
    following} {electrocardiogram|ECG|12-lead ECG}.
    """,
    """
    {Please|Kindly} {provide|give|supply} a {complete|full|thorough} {written \
    interpretation|interpretation|report} of {this 12-lead ECG|this electrocardiogram|the ECG shown}.
    """,
    """
    {Summarise|Sum up|State} the {main|principal|key} findings of {this electrocardiogram|this ECG|the \
    attached ECG} in a {short|brief|concise} report.
    """,
    """
    {Generate|Create|Produce} the {report|written report|final report} that {a cardiologist|an experienced \
    cardiologist|a consultant cardiologist} would {write|dictate|sign} for {this ECG|this tracing|this \
    recording}.
    """,
    """
    {Turn|Convert|Translate} {this|the following|the given} {ECG signal|ECG recording|cardiac tracing} into a \
    {clinical|written|medical} report.
    """,
    """
    {Draft|Write|Prepare} the {ECG|electrocardiogram} section of {the discharge letter|the medical record|the \
    patient's chart} from {this recording|this tracing|the recording provided}.
    """,
    """
    {Report|Describe|Document} {this ten-second 12-lead ECG|this resting 12-lead ECG|this standard 12-lead \
    ECG} as {you would|one would} {in routine practice|in the clinic|on the ward}.
    """,
  ]

  private static let readings = [
    """
    {Interpret|Read|Analyse} {this electrocardiogram|this ECG|the ECG provided} and {write|record|note} your \
    {conclusions|findings|impression}.
    """,
    """
    {Describe|Characterise|Report} the {rhythm, conduction and repolarisation|rhythm, the QRS complexes and \
    the ST-T segments|rhythm, axis and ST-T changes} in {this ECG|this tracing|this electrocardiogram}.
    """,
    """
    {List|Enumerate|Name} {the abnormalities|all abnormal findings|every abnormality} that {you can see|are \
    visible|can be recognised} in {this ECG|this recording|this 12-lead tracing}.
    """,
    """
    {Examine|Review|Inspect} {the twelve leads|all twelve leads} {carefully|closely|systematically} and \
    {report|state|describe} {what they show|what you find}.
    """,
    """
    {Assess|Evaluate|Review} {this tracing|this recording|the given ECG} for {arrhythmia, conduction disease \
    and ischaemia|rhythm disorders, blocks and signs of ischaemia|changes of rhythm, conduction and \
    repolarisation}.
    """,
    """
    {State|Give|Report} the {cardiac rhythm|rhythm|heart rhythm} first, then {the other findings|all other \
    findings|any further findings} of {this ECG|this electrocardiogram|the recording}.
    """,
    """
    {Look at|Study|Consider} {the ECG recording|the recording|this ECG} and {give|offer|provide} {a \
    diagnostic impression|your diagnostic impression|an overall impression}.
    """,
    """
    {Identify|Point out|Report} any {signs of infarction, hypertrophy or block|evidence of infarction, \
    hypertrophy or conduction block|infarction, hypertrophy or conduction disturbance} in {this ECG|this \
    12-lead ECG|the given tracing}.
    """,
  ]

  private static let questions = [
    """
    What does {this ECG|this electrocardiogram|this 12-lead ECG|the attached tracing} show? {Answer \
    with|Reply with|Respond with} {a report|a short report|a clinical report}.
    """,
    """
    What {are the findings|are the main findings|abnormalities, if any, are present} in {this ECG|this \
    electrocardiogram|this cardiac recording|the ECG provided}?
    """,
    """
    How would {you|a cardiologist|an expert reader} {interpret|report|describe} {this ECG recording|this \
    tracing|this electrocardiogram}?
    """,
    """
    Is {this ECG|this electrocardiogram|this tracing} normal? {Write|Give|Provide} {the report|a full \
    report|a report} {and name any abnormality|with any abnormality named|and state any abnormal finding}.
    """,
    """
    Which {diagnostic statements|ECG statements|findings} {apply to|describe|fit} {this recording|this \
    12-lead ECG|the given tracing}? {Write|Phrase|Give} them as {a report|a clinical report}.
    """,
    """
    Can you {explain|describe|tell me} what {this electrocardiogram|this ECG|the tracing} \
    {reveals|shows|demonstrates}, {in the style of a cardiology report|in the form of a report|in clinical \
    terms}?
    """,
    """
    What would {the formal reading|the official report|the written report} of {this ECG|this tracing|this \
    electrocardiogram} {say|state|contain}?
    """,
    """
    Could you {help me read|help me interpret|interpret|report on} {this patient's ECG|this patient's \
    electrocardiogram|the ECG of this patient} and {summarise|write down|list} the \
    {findings|results|conclusions}?
    """,
  ]

  private static let roles = [
    """
    You are {a cardiologist|an experienced cardiologist|a consultant cardiologist|an electrophysiologist}. \
    {Report|Interpret|Read} {this ECG|this electrocardiogram|the following ECG}.
    """,
    """
    {As|Acting as} {a cardiologist|an expert in electrocardiography|an attending physician}, \
    {write|compose|prepare} {a report|your report|the final report} on {this ECG|this tracing|this 12-lead \
    recording}.
    """,
    """
    {A patient|An adult patient|An inpatient} had {this ECG|this electrocardiogram|this 12-lead ECG} recorded \
    {today|this morning|on admission}. {Write|Provide|Draft} the report.
    """,
    """
    {A colleague asks|The ward asks|The referring doctor asks} for {your opinion|your reading|an \
    interpretation} of {this electrocardiogram|this ECG|this tracing}. {Give|Write} {a concise|a clear|a \
    brief} report.
    """,
    """
    The {following|attached|given} {signal|recording} is {a 12-lead ECG|a resting 12-lead ECG|an \
    electrocardiogram}. {Write|Produce|Compose} {its report|the corresponding report|the matching report}.
    """,
    """
    {Here is|Below is|This is} {an ECG recording|a 12-lead ECG|an electrocardiogram} {of a patient|from a \
    patient|taken at rest}. {Describe|Report|State} {its findings|the findings}.
    """,
    """
    {Without any clinical information|With no clinical details|Knowing nothing of the history}, \
    {report|interpret|read} {this ECG|this electrocardiogram|the following tracing} {from the signal alone|on \
    the tracing alone}.
    """,
    """
    {For the medical record|For the chart|For documentation}, {provide|write|enter} {an ECG report|the ECG \
    report|a formal ECG report} {based on|derived from} {this recording|this tracing|the signal}.
    """,
  ]
}
