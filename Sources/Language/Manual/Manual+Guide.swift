// The guide: how a recipe is written.
extension Manual {
  /// The sections before the reference.
  static func guide(_ catalog: Catalog) -> [Section] {
    [
      firstRecipe, form, values, experiments, sweeps, outputs, names, scales, commands, cells, checking, plans, prompt,
      editors, swift,
    ]
  }

  private static let firstRecipe = Section(
    "A first recipe",
    [
      .paragraph(
        "A recipe says what an experiment is, what is varied, and which tables and figures are to come out. It has no "
          + "loops, functions or arithmetic: what stands in it is what is run. This one asks which way of fusing ECG "
          + "and text aligns the two best:"),
      .recipe(
        """
        experiment base {
          model.llm = tiny
          data.source = simulated(records = 2000)
          train { epochs = 2; lr = 2e-3 }
        }

        sweep fusion-ablation from base {
          vary model.fusion in [llava, flamingo, concat]
          vary seed in 1..3
          hold [data, train]
        }

        table fusions of fusion-ablation {
          rows = model.fusion
          columns = [bleu-4, rouge-l, diagnosis-f1]
          cell = mean-ci(95 %)
          save = ["fusions.md", "fusions.tex"]
        }
        """),
      .paragraph("`meit plan` tells what there is to do, `meit run` does it; a second run does nothing:"),
      .listing("meit plan fusion.meit\nmeit run fusion.meit"),
    ])

  private static let form = Section(
    "Form",
    [
      .paragraph(
        "A line end or `;` ends a statement. `#` starts a comment. Inside a block stand settings, `path = value`. A "
          + "path is written in full or taken apart into blocks; these say the same:"),
      .recipe("train.lr = 1e-4\ntrain { lr = 1e-4 }"),
      .paragraph(
        "Names are words joined by hyphens, with dots inside where the field has them: `llama-2-7b`, `opt-6.7b`. "
          + "Lists may span lines and end with a comma. What stands outside every declaration belongs to the "
          + "experiment `scratch`. `meit fmt` writes a recipe in the one layout and keeps its comments."),
    ])

  private static let values = Section(
    "Values and units",
    [
      .table(
        head: ["kind", "written"],
        rows: [
          ["number", "`5`, `1e-4`, `20 dB`, `500 Hz`, `3 %`"],
          [
            "text, file or folder",
            "`\"/data/ptb-xl\"`; known escapes are `\\n`, `\\t`, `\\r`, `\\0`, `\\\"` and `\\\\`",
          ],
          ["name", "`concat`"],
          ["call", "`gaussian(snr = 20 dB)`; an argument without a name takes the next parameter"],
          ["list", "`[a, b]`; a single value stands for a list of one"],
          ["tuple", "`(170 mm, 60 mm)`"],
          ["range", "`1..3`, `0 dB..20 dB by 5 dB`; after `vary ... in`"],
          ["truth", "`true`, `false`"],
        ]),
      .paragraph(
        "Units are part of the value. They convert within their dimension (`0.5 kHz` is `500 Hz`), and a missing or "
          + "wrong one is an error: `snr = 0.05` does not say whether it is a ratio or decibels."),
    ])

  private static let experiments = Section(
    "Experiments",
    [
      .paragraph(
        "An experiment names some options; all others stand at their defaults. With `from` it builds on another one "
          + "and overrides what it says again."),
      .recipe(
        """
        experiment base {
          train.epochs = 3
        }

        experiment longer from base {
          train.epochs = 10
        }
        """),
    ])

  private static let sweeps = Section(
    "Sweeps",
    [
      .paragraph(
        "A sweep runs an experiment for several values. `vary` multiplies with every other axis; `tie` moves several "
          + "options together; `skip when` leaves cells out; `hold` states what must not differ between the cells, "
          + "so that a confound is an error and not a result."),
      .recipe(
        """
        sweep grid from base {
          vary model.fusion in [concat, llava]
          vary eval.noise in [none, gaussian(snr = 10 dB)]
          tie (model.llm, train.lr) in [(tiny, 1e-3), (gpt2-medium, 1e-4)]
          skip when model.fusion = llava and model.llm = gpt2-medium
          hold [data]
        }
        """),
      .paragraph(
        "Conditions compare an option with `=`, `!=`, `<`, `<=`, `>`, `>=` or `in [a, b]`, joined by `and`, `or` and "
          + "parentheses."),
    ])

  private static let outputs = Section(
    "Tables and figures",
    [
      .paragraph(
        "A table or figure is `of` an experiment or sweep. Rows, series and axes are options; columns and panels are "
          + "metrics. Cells that differ in nothing that is shown, mostly in their seed, are taken together."),
      .recipe(
        """
        figure robustness of grid {
          panels = [bleu-4, diagnosis-f1]
          x = eval.noise.snr
          series = model.fusion
          band = ci(95 %)
          save = "robustness.pdf"
        }
        """),
    ])

  private static let names = Section(
    "Other recipes, and names for values",
    [
      .paragraph(
        "`use` brings in the declarations of another recipe, its path taken from the folder of the one that says so; "
          + "what it declares is run only where something refers to it. `let` names a value."),
      .recipe(
        """
        use "quickstart.meit"
        let sizes = [100, 1000, 10000]

        sweep scaling from quickstart {
          vary data.limit in sizes
        }
        """),
    ])

  private static let scales = Section(
    "Scales",
    [
      .paragraph(
        "A recipe can say what it is at several scales. What stands in `scale NAME { ... }` holds at that scale alone, "
          + "over what is said around it; such blocks may stand inside every declaration, and outside for `let` and "
          + "`use`. One switch chooses: `scale = smoke` outside every block, or `--scale smoke` on the command line."),
      .recipe(
        """
        scale smoke { let patients = simulated(records = 160) }
        scale small { let patients = simulated(records = 4000) }
        scale paper { let patients = mimic-iv-ecg(path = "/data/mimic-iv-ecg") }

        experiment study {
          data.source = patients
          scale smoke { train.epochs = 1 }
        }
        """),
      .paragraph(
        "Tables and figures of such a recipe go to a folder for each scale, and say which it is. A value that was "
          + "written by its `let` name is called so in them. `--set 'let patients = ...'` counts more than the recipe."),
    ])

  private static let commands = Section(
    "What a recipe does",
    [
      .paragraph(
        "A recipe without commands runs everything that it declares itself. With commands it does those, in order. At "
          + "the prompt and in a notebook they are how one works."),
      .recipe("plan fusion-ablation\nrun fusion-ablation\nsample fusion-ablation 5"),
    ])

  private static let cells = Section(
    "Notebook cells",
    [
      .paragraph("`# %%` starts a cell of a notebook, `# %% [markdown]` a cell of text, in the comments below it."),
      .recipe(
        """
        # %% [markdown] Fusion
        # Which fusion aligns ECG and text **best**?
        # %% A look at it
        model.fusion = llava
        """),
    ])

  private static let checking = Section(
    "Checking",
    [
      .paragraph(
        "Everything is checked before anything runs, for every cell of every sweep, and all complaints come at once, "
          + "each with a number (`meit explain E012` tells more), its place, and the nearest name."),
      .listing(
        """
        error[E012]: unknown fusion `flamigo`
         --> fusion.meit:5:32
          |
        5 |   vary model.fusion in [llava, flamigo, concat]
          |                                ^^^^^^^ did you mean `flamingo`?
        """),
    ])

  private static let plans = Section(
    "Plans",
    [
      .paragraph(
        "A plan is a graph of steps. A step's identity is a hash of all that its result depends on, so steps that "
          + "cells have in common are done once, and what is finished is not done again. `meit plan` marks with `=` "
          + "what is at hand and with `+` what is to do, with the option that changed and an estimate of time, memory "
          + "and disk from this machine's speed; `--exit-code` ends with 2 when there is work, `--json` writes every "
          + "step with every option. `--set 'train.lr = 1e-5'` overrides an option of every experiment.")
    ])

  private static let prompt = Section(
    "At the prompt",
    [
      .paragraph(
        "`meit` alone opens a prompt with history and completion. Besides statements and commands it knows `?NAME`, "
          + "which explains; `;COMMAND`, the shell; `_` or `ans`, what was shown last, also as the name of what a "
          + "command acted on last (`sample ans`); `recipe` and `save FILE`, the session as a recipe; and `reload`. "
          + "`meit -c 'STATEMENTS'` and a pipe work without a prompt.")
    ])

  private static let editors = Section(
    "In an editor",
    [
      .paragraph(
        "`meit lsp` is a language server on standard input and output: complaints as one types, completion, "
          + "explanations, definitions, formatting. `Editors/` has a TextMate grammar and a syntax file for Vim.")
    ])

  private static let swift = Section(
    "From Swift",
    [
      .paragraph(
        "The library `MEIT` builds the same recipes with Swift's own loops and conditions, and gives results back as "
          + "values. `Recipes/Twins` has some of the recipes in this form; `swift run -c release recipes "
          + "fusion-ablation` runs one."),
      .listing(
        """
        import MEIT

        let study = Recipe {
          experiment("base") { set("data.source", .call("simulated", ("records", 500))) }
          sweep("fusions", from: "base") { vary("model.fusion", in: ["concat", "llava"]) }
        }
        let means = try study.run().means("bleu-4", of: "fusions", by: "model.fusion")
        """),
    ])
}
