" Vim syntax file for recipes of meit. Written by `meit docs --grammar vim`.
if exists("b:current_syntax")
  finish
endif

syntax iskeyword @,48-57,_,-,.

syntax keyword meitKeyword experiment sweep table figure from of let use
syntax keyword meitKeyword vary tie hold skip scale in when and
syntax keyword meitKeyword or by true false
syntax keyword meitCommand plan run show sample plot explain compare diff
syntax keyword meitOption accumulation alpha band batch caption cell checkpoint-every clip
syntax keyword meitOption cluster columns data data.duration data.fewest-words data.fraction data.limit data.missing
syntax keyword meitOption data.normalise data.prompts data.rate data.seed data.source data.split data.template decoding
syntax keyword meitOption details dropout duration each ecg encoder encoder-baseline encoder-idf
syntax keyword meitOption encoder-layer encoder.freeze encoder.kind encoder.start epochs eval eval.batch eval.decoding
syntax keyword meitOption eval.ecg eval.encoder eval.encoder-baseline eval.encoder-idf eval.encoder-layer eval.judge eval.judge-at-once eval.judge-per-minute
syntax keyword meitOption eval.limit eval.max-new eval.metrics eval.noise eval.part eval.repetition-penalty eval.scoring eval.source
syntax keyword meitOption fewest-words fit folder fraction freeze fusion judge judge-at-once
syntax keyword meitOption judge-per-minute kind legend limit llm log lora lora.alpha
syntax keyword meitOption lora.dropout lora.rank lora.sites lr mark max-length max-new metrics
syntax keyword meitOption missing model model.folder model.fusion model.llm model.normalise-ecg model.quantisation model.start
syntax keyword meitOption noise normalise normalise-ecg panels part precision prompts published
syntax keyword meitOption quantisation rank rate recompute record repetition-penalty rows save
syntax keyword meitOption schedule scoring seed series signal-memory sites size sort
syntax keyword meitOption source split start steps task template test train
syntax keyword meitOption train.accumulation train.batch train.checkpoint-every train.clip train.epochs train.lr train.max-length train.precision
syntax keyword meitOption train.recompute train.schedule train.signal-memory train.steps train.task train.warm-up train.watch train.weight-decay
syntax keyword meitOption warm-up watch weight-decay x
syntax keyword meitMetric bertscore-f1 bertscore-precision bertscore-recall bleu-1 bleu-2 bleu-3 bleu-4 cider-d
syntax keyword meitMetric code-f1 code-macro-f1 code-precision code-recall critical-recall diagnosis-f1 diagnosis-macro-f1 diagnosis-precision
syntax keyword meitMetric diagnosis-recall ecg.dimension encoder.loss encoder.macro-auc encoder.training-loss epoch hallucinated-findings judge.accuracy
syntax keyword meitMetric judge.completeness judge.consistency judge.terminology loss.train meteor missed-findings parameters.ecg parameters.encoder
syntax keyword meitMetric parameters.language-model parameters.lora parameters.total parameters.trainable rouge-1 rouge-2 rouge-l statement-accuracy
syntax keyword meitMetric step time.generation time.training
syntax keyword meitChoice all approximate-randomisation as-is attention bars bart-large baseline-wander beam
syntax keyword meitChoice below best bf16 bloom-7b chat checkpoint ci cinc-2021
syntax keyword meitChoice clean concat constant contrastive cosine decoder electrode-motion encoder-decoder
syntax keyword meitChoice every f32 figure-2 figure-3 figure-4 figure-5 figure-6 file
syntax keyword meitChoice fixed flamingo folds gaussian gpt-j-6b gpt-neo-2.7b gpt-neox-20b gpt2-large
syntax keyword meitChoice gpt2-medium greedy instruct int4 int8 judge-prompt language-model lead-dropout
syntax keyword meitChoice lead-swap linear lines llama-1-7b llama-2-13b llama-2-13b-chat llama-2-70b llama-2-70b-chat
syntax keyword meitChoice llama-2-7b llama-2-7b-chat llama-3-8b-instruct llava local masked mean mean-ci
syntax keyword meitChoice mean-sd meit mimic-iv-ecg min-max mistral-7b mistral-7b-instruct muscle natural
syntax keyword meitChoice none number opt-6.7b options own paired-bootstrap paper plain
syntax keyword meitChoice power-law powerline pretrained ptb-xl qwen2.5-0.5b radar random ratio
syntax keyword meitChoice released repair report-only right same scatter scores sd
syntax keyword meitChoice second shuffled simulated slurm small smoke smollm2-135m st-mem
syntax keyword meitChoice supervised t5-large table-1 table-10 table-11 table-12 table-13 table-14
syntax keyword meitChoice table-15 table-2 table-3 table-4 table-5 table-9 temporal-conv text
syntax keyword meitChoice tiny tinyllama-1.1b usual validation value vim vit white-segment
syntax keyword meitChoice written y z-score
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
