"""Writes pairs.json: generated pairs and their scores by the reference packages, per pair and for the corpus.

Versions: nltk 3.10.4, pycocoevalcap 1.2, rouge-score 0.1.2, rouge 1.0.1, WordNet 3.0.
"""

import json
import os

from generate_pairs import generated_pairs
from nltk.stem.porter import PorterStemmer
from reference_scores import everything, sentence_words, with_several_references, words

from nltk.corpus import wordnet  # after reference_scores, which lays out its files

COUNT = 300
VOCABULARY = """caresses ponies ties caress cats feed agreed plastered bled motoring sing conflated troubled sized hopping
tanned falling hissing fizzed failing filing happy sky enjoy spy relational conditional rational valenci hesitanci
digitizer conformabli radicalli differentli vileli analogousli vietnamization predication operator feudalism
decisiveness hopefulness callousness formaliti sensitiviti sensibiliti triplicate formative formalize electriciti
electrical hopeful goodness revival allowance inference airliner gyroscopic adjustable defensible irritant replacement
adjustment dependent adoption homologou communism activate angulariti homologous effective bowdlerize probate rate
cease controll roll skies dying lying tying news innings outings cannings howe proceed exceed succeed geologi theologi
fully carefulli dies died flies spied yyyy oed ied ing is as by uni ally ali""".split()

SYNONYMS_OF = """physician mice churches better galore axes running sinus heart st ecg us was lay men women is i a
left right zzzzzz lived offset offsets ready""".split()

here = os.path.dirname(os.path.abspath(__file__))


def synonyms(word):
    names = {name for synset in wordnet.synsets(word) for name in synset.lemma_names()}
    return sorted(name for name in names if "_" not in name)


def rounded(value):
    return float(f"{value:.10g}")


pairs = generated_pairs(COUNT)
groups = [(pairs[index][0], [pair[1] for pair in pairs[index : index + 1 + index % 3]]) for index in range(60)]


def table(scores):
    return {
        name: {"corpus": rounded(corpus), "pairs": [rounded(value) for value in values]}
        for name, (corpus, values) in scores.items()
    }


stemmer = PorterStemmer()
with open(os.path.join(here, "pairs.json"), "w") as file:
    fixture = {
        "candidates": [candidate for candidate, _ in pairs],
        "references": [reference for _, reference in pairs],
        "training": len(pairs) // 2,
        "scores": table(everything(pairs)),
        "severalReferences": [references for _, references in groups],
        "severalReferencesScores": table(with_several_references(groups)),
        "words": [{"text": text, "words": [word.lower() for word in words(text)]} for pair in pairs[:40] for text in pair],
        "sentenceWords": [
            {"text": text, "words": [word.lower() for word in sentence_words(text)]} for pair in pairs[:40] for text in pair
        ],
        "synonyms": {word: synonyms(word) for word in SYNONYMS_OF},
        "stems": {word: stemmer.stem(word) for word in VOCABULARY},
    }
    json.dump(fixture, file, ensure_ascii=False, separators=(",", ":"))
