"""The scores of the reference packages: nltk, pycocoevalcap, rouge-score, rouge."""

import inspect
import math
import os
import re
import shutil
import tempfile
import textwrap
import warnings
from collections import defaultdict

import nltk
import numpy as np

warnings.filterwarnings("ignore")
WORDNET = os.environ.get("WORDNET", "/usr/share/wordnet")


def wordnet_for_nltk():
    """A folder that nltk reads as its WordNet 3.0, from the dict files of Debian's wordnet-base."""
    root = tempfile.mkdtemp(prefix="nltk-wordnet-")
    folder = os.path.join(root, "corpora", "wordnet")
    os.makedirs(folder)
    for name in os.listdir(WORDNET):
        shutil.copy(os.path.join(WORDNET, name), os.path.join(folder, name))
    names = """adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body
    noun.cognition noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object
    noun.person noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape
    noun.state noun.substance noun.time verb.body verb.change verb.cognition verb.communication verb.competition
    verb.consumption verb.contact verb.creation verb.emotion verb.motion verb.perception verb.possession verb.social
    verb.stative verb.weather adj.ppl""".split()
    with open(os.path.join(folder, "lexnames"), "w") as file:
        for index, name in enumerate(names):
            part = {"noun": 1, "verb": 2, "adj": 3, "adv": 4}[name.split(".")[0]]
            file.write(f"{index:02d}\t{name}\t{part}\n")
    open(os.path.join(folder, "index.sense"), "w").close()  # only read to map other versions and languages
    nltk.data.path.insert(0, root)


wordnet_for_nltk()
from nltk.tokenize import word_tokenize  # noqa: E402
from nltk.translate.bleu_score import corpus_bleu  # noqa: E402
from nltk.translate.meteor_score import meteor_score  # noqa: E402
from pycocoevalcap.bleu.bleu import Bleu  # noqa: E402
from pycocoevalcap.cider.cider import Cider  # noqa: E402
from pycocoevalcap.cider.cider_scorer import CiderScorer  # noqa: E402
from pycocoevalcap.rouge.rouge import Rouge as CocoRouge  # noqa: E402
from rouge import Rouge as SetRouge  # noqa: E402
from rouge_score.rouge_scorer import RougeScorer  # noqa: E402


def spaced(text):
    return text.replace(".", " .")


def coco(pairs, prepare=str):
    gts = {index: [prepare(reference)] for index, (_, reference) in enumerate(pairs)}
    res = {index: [prepare(candidate)] for index, (candidate, _) in enumerate(pairs)}
    return gts, res


def coco_bleu(pairs, prepare=spaced):
    score, scores = Bleu(4).compute_score(*coco(pairs, prepare), verbose=0)
    return {f"coco-bleu-{n + 1}": (score[n], list(scores[n])) for n in range(4)}


def nltk_bleu(pairs):
    references = [[spaced(reference).split()] for _, reference in pairs]
    candidates = [spaced(candidate).split() for candidate, _ in pairs]
    weights = {n: tuple([1 / n] * n) for n in range(1, 5)}
    return {
        f"nltk-bleu-{n}": (
            corpus_bleu(references, candidates, weights[n]),
            [corpus_bleu([r], [c], weights[n]) for r, c in zip(references, candidates)],
        )
        for n in weights
    }


def mean(values):
    return (sum(values) / len(values), values)


def rouge_score(pairs, stemmed=False):
    scorer = RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=stemmed)
    scores = [scorer.score(reference, candidate) for candidate, reference in pairs]
    suffix = "-stemmed" if stemmed else ""
    return {
        f"rouge-{key[5:].lower()}{suffix}": mean([score[key].fmeasure for score in scores])
        for key in ["rouge1", "rouge2", "rougeL"]
    }


def coco_rouge(pairs):
    _, scores = CocoRouge().compute_score(*coco(pairs))
    return {"coco-rouge-l": mean([float(score) for score in scores])}


def set_rouge(pairs):
    """An empty text is an error there; here it scores 0."""
    rouge = SetRouge(metrics=["rouge-1", "rouge-2"])
    scores = []
    for candidate, reference in pairs:
        empty = not candidate.replace(".", "") or not reference.replace(".", "")
        scores.append({"rouge-1": {"f": 0}, "rouge-2": {"f": 0}} if empty else rouge.get_scores(candidate, reference)[0])
    return {f"set-{key}": mean([score[key]["f"] for score in scores]) for key in ["rouge-1", "rouge-2"]}


def words(text):
    return word_tokenize(text, preserve_line=True)


def sentence_words(text):
    """word_tokenize where a period before white space ends a sentence, in place of Punkt's trained model."""
    return words(re.sub(r"(?<!\.)\.(?=\s|$)", " .", text))


def meteor(pairs):
    return {"meteor": mean([meteor_score([sentence_words(r)], sentence_words(c)) for c, r in pairs])}


def cider(pairs):
    score, scores = Cider().compute_score(*coco(pairs, spaced))
    return {"cider-d": (float(score), [float(value) for value in scores])}


def cider_training(pairs, training):
    scorer = CiderScorer()
    for document in training:
        scorer += (None, [spaced(document)])
    scorer.compute_doc_freq()
    frequencies = scorer.document_frequency
    scorer = CiderScorer()
    for candidate, reference in pairs:
        scorer += (spaced(candidate), [spaced(reference)])
    scorer.document_frequency = frequencies
    log_count = math.log(len(training))
    scores = with_log_count(scorer, log_count)
    return {"cider-d-training": mean([float(value) for value in scores])}


def with_log_count(scorer, log_count):
    """The scores with the logarithm of the number of training documents in place of the corpus's own."""
    text = textwrap.dedent(inspect.getsource(CiderScorer.compute_cider)).replace(
        "self.ref_len = np.log(float(len(self.crefs)))", "self.ref_len = log_count"
    )
    scope = {"np": np, "math": math, "defaultdict": defaultdict, "log_count": log_count}
    exec(text, scope)
    return scope["compute_cider"](scorer)


def everything(pairs):
    scores = {}
    for part in (coco_bleu, nltk_bleu, rouge_score, coco_rouge, set_rouge, meteor, cider):
        scores.update(part(pairs))
    scores.update(rouge_score(pairs, stemmed=True))
    scores.update(cider_training(pairs, [reference for _, reference in pairs[: len(pairs) // 2]]))
    return scores


def with_several_references(groups):
    """The scores of (candidate, references) where each candidate has several references."""
    gts = {index: [spaced(reference) for reference in references] for index, (_, references) in enumerate(groups)}
    res = {index: [spaced(candidate)] for index, (candidate, _) in enumerate(groups)}
    bleu, bleus = Bleu(4).compute_score(gts, res, verbose=0)
    _, rouges = CocoRouge().compute_score(
        {index: references for index, (_, references) in enumerate(groups)},
        {index: [candidate] for index, (candidate, _) in enumerate(groups)},
    )
    _, ciders = Cider().compute_score(gts, res)
    scorer = RougeScorer(["rouge1", "rouge2", "rougeL"])
    multi = [scorer.score_multi(references, candidate) for candidate, references in groups]
    meteors = [
        meteor_score([sentence_words(reference) for reference in references], sentence_words(candidate))
        for candidate, references in groups
    ]
    scores = {f"coco-bleu-{n + 1}": (bleu[n], list(bleus[n])) for n in range(4)}
    scores |= {
        f"rouge-{key[5:].lower()}": mean([score[key].fmeasure for score in multi])
        for key in ["rouge1", "rouge2", "rougeL"]
    }
    for name, values in [("coco-rouge-l", rouges), ("cider-d", ciders), ("meteor", meteors)]:
        scores[name] = mean([float(value) for value in values])
    return scores
