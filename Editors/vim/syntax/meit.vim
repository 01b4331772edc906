" Vim syntax file for recipes of meit. Written by `meit docs --grammar vim`.
if exists("b:current_syntax")
  finish
endif

syntax iskeyword @,48-57,_,-,.

syntax keyword meitKeyword experiment sweep table figure from of let use
syntax keyword meitKeyword vary tie hold skip scale in when and
syntax keyword meitKeyword or by true false
syntax keyword meitCommand plan run show sample plot explain compare diff
syntax keyword meitOption accumulation activations alpha band batch caption cell checkpoint-every
syntax keyword meitOption clip cluster columns data data.duration data.fewest-words data.fraction data.limit
syntax keyword meitOption data.missing data.normalise data.prompts data.rate data.seed data.source data.split data.template
syntax keyword meitOption decoding details dropout duration each ecg encoder encoder-baseline
syntax keyword meitOption encoder-idf encoder-layer encoder.freeze encoder.kind encoder.start epochs eval eval.batch
syntax keyword meitOption eval.decoding eval.ecg eval.encoder eval.encoder-baseline eval.encoder-idf eval.encoder-layer eval.judge eval.judge-at-once
syntax keyword meitOption eval.judge-per-minute eval.limit eval.loss eval.max-new eval.metrics eval.noise eval.part eval.repetition-penalty
syntax keyword meitOption eval.scoring eval.source fewest-words fit folder fraction freeze fusion
syntax keyword meitOption judge judge-at-once judge-per-minute kind legend limit llm log
syntax keyword meitOption lora lora.alpha lora.dropout lora.rank lora.sites loss lr mark
syntax keyword meitOption max-length max-new metrics missing model model.activations model.folder model.fusion
syntax keyword meitOption model.llm model.normalise-ecg model.quantisation model.start noise normalise normalise-ecg panels
syntax keyword meitOption part precision prompts published quantisation rank rate recompute
syntax keyword meitOption record repetition-penalty rows save schedule scoring seed series
syntax keyword meitOption signal-memory sites size sort source split start steps
syntax keyword meitOption task template test train train.accumulation train.batch train.checkpoint-every train.clip
syntax keyword meitOption train.epochs train.lr train.max-length train.precision train.recompute train.schedule train.signal-memory train.steps
syntax keyword meitOption train.task train.warm-up train.watch train.weight-decay warm-up watch weight-decay x
syntax keyword meitMetric bertscore-f1 bertscore-precision bertscore-recall bleu-1 bleu-2 bleu-3 bleu-4 cider-d
syntax keyword meitMetric code-f1 code-macro-f1 code-precision code-recall critical-recall diagnosis-f1 diagnosis-macro-f1 diagnosis-precision
syntax keyword meitMetric diagnosis-recall ecg.dimension encoder.loss encoder.macro-auc encoder.training-loss epoch hallucinated-findings judge.accuracy
syntax keyword meitMetric judge.completeness judge.consistency judge.terminology loss.held-out loss.train meteor missed-findings parameters.ecg
syntax keyword meitMetric parameters.encoder parameters.language-model parameters.lora parameters.total parameters.trainable rouge-1 rouge-2 rouge-l
syntax keyword meitMetric statement-accuracy step time.generation time.training
syntax keyword meitChoice all approximate-randomisation as-is attention bars bart-large baseline-wander beam
syntax keyword meitChoice below best bf16 bloom-7b chat checkpoint ci cinc-2021
syntax keyword meitChoice clean concat constant contrastive cosine decoder electrode-motion encoder-decoder
syntax keyword meitChoice every exact f32 figure-2 figure-3 figure-4 figure-5 figure-6
syntax keyword meitChoice file fixed flamingo folds gaussian gpt-j-6b gpt-neo-2.7b gpt-neox-20b
syntax keyword meitChoice gpt2-large gpt2-medium greedy instruct int4 int8 judge-prompt language-model
syntax keyword meitChoice lead-dropout lead-swap linear lines llama-1-7b llama-2-13b llama-2-13b-chat llama-2-70b
syntax keyword meitChoice llama-2-70b-chat llama-2-7b llama-2-7b-chat llama-3-8b-instruct llava local masked mean
syntax keyword meitChoice mean-ci mean-sd meit mimic-iv-ecg min-max mistral-7b mistral-7b-instruct muscle
syntax keyword meitChoice natural none number opt-6.7b options own paired-bootstrap paper
syntax keyword meitChoice plain power-law powerline pretrained ptb-xl qwen2.5-0.5b radar random
syntax keyword meitChoice ratio released repair report-only right rounded same scatter
syntax keyword meitChoice scores sd second shuffled simulated slurm small smoke
syntax keyword meitChoice smollm2-135m st-mem supervised t5-large table-1 table-10 table-11 table-12
syntax keyword meitChoice table-13 table-14 table-15 table-2 table-3 table-4 table-5 table-9
syntax keyword meitChoice temporal-conv text tiny tinyllama-1.1b usual validation value vim
syntax keyword meitChoice vit white-segment written y z-score
syntax match meitNumber /\v%(%(\.\.)@2<=|%([-.A-Za-z0-9_])@1<!)\d+%(\.\d+)?%([eE][-+]?\d+)?%(\s*%(mm\/s|kHz|min|GB|Hz|MB|cm|dB|mV|mm|ms|uV|\%|h|s))?/
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
