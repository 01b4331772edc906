" Vim syntax file for recipes of meit. Written by `meit docs --grammar vim`.
if exists("b:current_syntax")
  finish
endif

syntax iskeyword @,48-57,_,-,.

syntax keyword meitKeyword experiment sweep table figure from of let use
syntax keyword meitKeyword vary tie hold skip in when and or
syntax keyword meitKeyword by true false
syntax keyword meitCommand plan run show sample plot explain compare diff
syntax keyword meitOption accumulation alpha band batch caption cell checkpoint-every clip
syntax keyword meitOption columns data data.duration data.fewest-words data.fraction data.limit data.missing data.normalise
syntax keyword meitOption data.prompts data.rate data.seed data.source data.split data.template decoding dropout
syntax keyword meitOption duration ecg encoder encoder-baseline encoder-idf encoder-layer encoder.freeze encoder.kind
syntax keyword meitOption encoder.start epochs eval eval.batch eval.decoding eval.ecg eval.encoder eval.encoder-baseline
syntax keyword meitOption eval.encoder-idf eval.encoder-layer eval.judge eval.judge-at-once eval.judge-per-minute eval.limit eval.max-new eval.metrics
syntax keyword meitOption eval.noise eval.part eval.repetition-penalty eval.scoring eval.source fewest-words fit fraction
syntax keyword meitOption freeze fusion judge judge-at-once judge-per-minute kind legend limit
syntax keyword meitOption llm log lora lora.alpha lora.dropout lora.rank lora.sites lr
syntax keyword meitOption mark max-length max-new metrics missing model model.fusion model.llm
syntax keyword meitOption model.normalise-ecg model.quantisation noise normalise normalise-ecg panels part precision
syntax keyword meitOption prompts quantisation rank rate recompute record repetition-penalty rows
syntax keyword meitOption save schedule scoring seed series signal-memory sites size
syntax keyword meitOption source split start steps task template test train
syntax keyword meitOption train.accumulation train.batch train.checkpoint-every train.clip train.epochs train.lr train.max-length train.precision
syntax keyword meitOption train.recompute train.schedule train.signal-memory train.steps train.task train.warm-up train.weight-decay warm-up
syntax keyword meitOption weight-decay x
syntax keyword meitMetric bertscore-f1 bertscore-precision bertscore-recall bleu-1 bleu-2 bleu-3 bleu-4 cider-d
syntax keyword meitMetric code-f1 code-macro-f1 code-precision code-recall critical-recall diagnosis-f1 diagnosis-macro-f1 diagnosis-precision
syntax keyword meitMetric diagnosis-recall encoder.loss encoder.macro-auc encoder.training-loss hallucinated-findings judge.accuracy judge.completeness judge.consistency
syntax keyword meitMetric judge.terminology loss.train meteor missed-findings parameters.encoder parameters.total parameters.trainable rouge-1
syntax keyword meitMetric rouge-2 rouge-l statement-accuracy time.generation time.training
syntax keyword meitChoice all approximate-randomisation attention bars bart-large baseline-wander beam below
syntax keyword meitChoice best bf16 bloom-7b chat checkpoint ci cinc-2021 clean
syntax keyword meitChoice concat constant contrastive cosine decoder electrode-motion encoder-decoder f32
syntax keyword meitChoice file fixed flamingo folds gaussian gpt-j-6b gpt-neo-2.7b gpt-neox-20b
syntax keyword meitChoice gpt2-large gpt2-medium greedy instruct int4 int8 language-model lead-dropout
syntax keyword meitChoice lead-swap linear lines llama-1-7b llama-2-13b llama-2-13b-chat llama-2-70b llama-2-70b-chat
syntax keyword meitChoice llama-2-7b llama-2-7b-chat llama-3-8b-instruct llava masked mean mean-ci mean-sd
syntax keyword meitChoice meit mimic-iv-ecg min-max mistral-7b mistral-7b-instruct muscle natural none
syntax keyword meitChoice number opt-6.7b own paired-bootstrap plain power-law powerline ptb-xl
syntax keyword meitChoice qwen2.5-0.5b radar random ratio released repair report-only right
syntax keyword meitChoice same scatter sd second shuffled simulated smollm2-135m st-mem
syntax keyword meitChoice supervised t5-large temporal-conv text tiny tinyllama-1.1b usual validation
syntax keyword meitChoice value vim vit white-segment y z-score
syntax match meitNumber /\v%([-.A-Za-z0-9_])@1<!\d+%(\.\d+)?%([eE][-+]?\d+)?%(\s*%(mm\/s|kHz|min|GB|Hz|MB|cm|dB|mV|mm|ms|uV|\%|h|s))?/
syntax match meitOperator /\v\.\.|[!<>]?\=|[<>]/
syntax match meitDeclared /\v%(^\s*%(experiment|sweep|table|figure)\s+)@<=[A-Za-z_][-A-Za-z0-9_.]*/
syntax region meitString start=/"/ skip=/\\./ end=/"/ oneline
syntax match meitComment /#.*$/ contains=@Spell
syntax match meitCell /^# %%.*$/
syntax region meitBlock start=/{/ end=/}/ transparent fold

highlight default link meitKeyword Keyword
highlight default link meitCommand Statement
highlight default link meitOption Identifier
highlight default link meitMetric Special
highlight default link meitChoice Constant
highlight default link meitNumber Number
highlight default link meitOperator Operator
highlight default link meitDeclared Function
highlight default link meitString String
highlight default link meitComment Comment
highlight default link meitCell Title

let b:current_syntax = "meit"
