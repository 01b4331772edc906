"""Candidate and reference texts that look like ECG reports, deterministic from a seed, with the edge cases first."""

import random

FINDINGS = """sinus rhythm|sinus bradycardia|sinus tachycardia|atrial fibrillation|atrial flutter with variable block
left axis deviation|right axis deviation|normal axis|first degree av block|left anterior fascicular block
incomplete right bundle branch block|complete left bundle branch block|left ventricular hypertrophy
possible inferior infarct, age undetermined|cannot rule out anterior infarct - age undetermined
nonspecific st-t wave changes|t wave inversions in leads v1-v3|prolonged qt interval|premature ventricular contractions
low voltage in limb leads|early repolarization|poor r wave progression|borderline ecg|abnormal ecg|normal ecg
pacing detected: no further analysis|the rhythm's irregular & can't be classified|flies, dying skies and running studies
sinusrhythmus|überdrehter rechtstyp|linkstyp|unspezifisch abnormales T|p-dextroatriale|sinusrytm|vänsterställd el-axel
heart rate 72 bpm|qrs duration 0.12 s; qtc 440 ms|"pathological" Q waves (II, III, aVF)|small vessels are enlarged
the physician examined the patient's heart|a quick movement of the baseline|mild abnormality, likely artifact""".replace(
    "\n", "|"
).split("|")

SYNONYMS = {
    "irregular": "unpredictable", "enlarged": "expanded", "small": "little", "quick": "speedy", "physician": "doctor",
    "heart": "ticker", "movement": "motion", "abnormal": "unnatural", "examined": "analyzed", "possible": "potential",
    "changes": "changing", "studies": "study", "infarct": "infarction", "normal": "normally",
}

EDGES = [
    ("", "sinus rhythm. normal ecg."), ("sinus", "sinus rhythm. normal ecg."), ("sinus sinus sinus sinus", "sinus sinus"),
    ("normal", "normal"), ("normal ecg", "normal ecg"), ("a b c d e f", "g h i j k l"), (".", "sinus rhythm."),
    ("ÜBERDREHTER Rechtstyp, ΣΊΣΥΦΟΣ \u2013 \u201enormal\u201c", "überdrehter rechtstyp, σίσυφος \u2014 normal"),
    ("e\u0301tude normale\u00a0du coeur", "\u00e9tude normale du c\u0153ur"), ("心電図 正常", "心電図 は 正常 です"),
    ("l'onde \u00abt\u00bb est n\u00e9gative...", "l'onde t est \u2018n\u00e9gative\u2019."), ("😀 ecg 😀", "ecg 😀"),
    ("sinus\trhythm\n\nnormal  ecg ", " sinus rhythm normal ecg"), ("sinus  rhythm", "sinus  rhythm"),
    ("he said \"cannot\" 'tis gonna gimme wanna d'ye lemme more'n gotta", "cannot 'twas don't I'll we're he's"),
    ("rate: 72, pr:180,qrs:90:,", "rate :72 , pr: 180,,qrs 90,"), ("wow!? (really) [yes] {no} <maybe>--", "wow ! ? ( really )"),
    ("dogs' rock'n'roll ''quoted'' ``back`` a' b", "the dogs' rock 'n' roll"), ("a.b.c. etc.", "a.b.c etc.)"),
    ("it's 5' 10\" *bold* #tag @me 50% $3 a;b a&b", "it 's 5 ' 10 '' * bold *"), ("skies ties dies flies spied died", "sky tie die fly spy"),
]


def generated_pairs(count, seed=7):
    """`count` pairs (candidate, reference); the edge cases come first."""
    rng = random.Random(seed)
    pairs = list(EDGES[:count])
    while len(pairs) < count:
        reference = [rng.choice(FINDINGS) for _ in range(rng.randint(1, 6))]
        candidate = [part for part in reference if rng.random() < 0.7]
        candidate += [rng.choice(FINDINGS) for _ in range(rng.randint(0, 3))]
        if rng.random() < 0.4:
            rng.shuffle(candidate)
        pairs.append((varied(candidate, rng), ". ".join(reference) + rng.choice([".", ".", ""])))
    return pairs


def varied(parts, rng):
    words = ". ".join(parts).split(" ")
    words = [SYNONYMS.get(word, word) if rng.random() < 0.5 else word for word in words]
    words = [word for word in words if rng.random() < 0.95]
    if words and rng.random() < 0.3:
        words[0] = words[0].capitalize()
    return " ".join(words) + rng.choice([".", "", " ."])
