"""Writes one small tokenizer.json per published pipeline, trained on corpus.txt, with the ids of tokenizers 0.23.3."""
import pathlib
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from strings import write_cases

HERE = pathlib.Path(__file__).parent
CONTRACTIONS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
REST = r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
SPECIALS = ["<s>", "</s>"]


def byte_level(pre, normalizer=None, ignore_merges=False):
    tokenizer = Tokenizer(models.BPE(ignore_merges=ignore_merges))
    tokenizer.pre_tokenizer = pre
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer, trainers.BpeTrainer(vocab_size=420, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
                                          special_tokens=SPECIALS, show_progress=False)


def split(pattern):
    return pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(pattern), "isolated"),
                                    pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def gpt_neox():
    tokenizer, trainer = byte_level(pre_tokenizers.ByteLevel(add_prefix_space=True), normalizers.NFC())
    return tokenizer, trainer, [AddedToken("  ", normalized=True), AddedToken("[mask]", lstrip=True, rstrip=True, normalized=False),
                                AddedToken("bpm", single_word=True, normalized=False)]


def llama3():
    tokenizer, trainer = byte_level(split(CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}" + REST), ignore_merges=True)
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 0)])
    return tokenizer, trainer, []


def qwen2():
    return *byte_level(split(CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}" + REST), normalizers.NFC()), []


def smollm2():
    return *byte_level(pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True),
                                                pre_tokenizers.ByteLevel(add_prefix_space=False)])), []


def bloom():
    return *byte_level(split(" ?[^(\\s|[.,!?\u2026\u3002\uff0c\u3001\u0964\u06d4\u060c])]+")), []


def llama2():
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")])
    tokenizer.pre_tokenizer = None
    tokenizer.decoder = decoders.Sequence([decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse(),
                                           decoders.Strip(" ", 1, 0)])
    tokens = ["<unk>"] + SPECIALS + [f"<0x{byte:02X}>" for byte in range(256)]
    return tokenizer, trainers.BpeTrainer(vocab_size=500, special_tokens=tokens, max_token_length=12, show_progress=False), []


def unigram():
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="first")
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return tokenizer, trainers.UnigramTrainer(vocab_size=300, special_tokens=SPECIALS + ["<unk>"], unk_token="<unk>",
                                              show_progress=False), []


def bert():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return tokenizer, trainers.WordPieceTrainer(vocab_size=350, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]"],
                                                show_progress=False), []


def main():
    corpus = (HERE / "corpus.txt").read_text().split("\n")
    for make in [gpt_neox, llama3, qwen2, smollm2, bloom, llama2, unigram, bert]:
        tokenizer, trainer, added = make()
        tokenizer.train_from_iterator(corpus, trainer)
        if added:
            tokenizer.add_tokens(added)
        path = HERE / f"pipeline_{make.__name__}.json"
        tokenizer.save(str(path), pretty=False)
        write_cases(path.with_suffix(".ids.json"), lambda text: tokenizer.encode(text, add_special_tokens=False).ids,
                    specials=["<s>", "</s>", "[mask]", "[SEP]"])


if __name__ == "__main__":
    main()
