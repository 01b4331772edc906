"""Trains two small SentencePiece models on corpus.txt and writes the ids that they give (sentencepiece 0.2.3).

bpe_400.model is made like LLaMA's (byte fallback, digits apart, text left as it is), unigram_350.model like T5's (NFKC map,
blanks collapsed, user-defined symbols).
"""
import pathlib
import sentencepiece
from strings import write_cases

HERE = pathlib.Path(__file__).parent
COMMON = dict(input=str(HERE / "corpus.txt"), num_threads=1, minloglevel=2)
sentencepiece.SentencePieceTrainer.train(
    model_prefix=str(HERE / "bpe_400"), model_type="bpe", vocab_size=400, byte_fallback=True, split_digits=True,
    normalization_rule_name="identity", remove_extra_whitespaces=False, **COMMON)
sentencepiece.SentencePieceTrainer.train(
    model_prefix=str(HERE / "unigram_350"), model_type="unigram", vocab_size=350, normalization_rule_name="nmt_nfkc",
    user_defined_symbols=["<extra_0>", "ECG:"], pad_id=0, eos_id=1, unk_id=2, bos_id=-1, **COMMON)
for name in ["bpe_400", "unigram_350"]:
    model = sentencepiece.SentencePieceProcessor(model_file=str(HERE / (name + ".model")))
    write_cases(HERE / (name + ".ids.json"), model.encode, specials=["<s>", "</s>", "<extra_0>", "<0x41>"])
    (HERE / (name + ".vocab")).unlink()
