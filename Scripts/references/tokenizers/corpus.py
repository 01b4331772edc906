"""Writes corpus.txt, the small text (made up from templates here) on which the fixtures' vocabularies are trained."""
import pathlib
from strings import Generator

RHYTHM = ["sinus rhythm", "sinus bradycardia", "sinus tachycardia", "atrial fibrillation with rapid ventricular response",
          "Sinusrhythmus", "Vorhofflimmern", "normaler Sinusrhythmus, Lagetyp überdreht"]
FINDING = ["left axis deviation", "right bundle branch block", "left ventricular hypertrophy", "inferior infarct - age undetermined",
           "prolonged QT interval", "non-specific ST-T changes", "ST depression in leads V4-V6", "premature ventricular contractions",
           "T wave inversion", "low QRS voltages in the limb leads", "Linkstyp", "unspezifische ST-Strecken-Veränderung",
           "Rechtsschenkelblock", "EKG sonst normal", "förmaksflimmer", "ospecifika T-vågsförändringar"]
FRAME = ["{r}. {f}. {g}.", "{r} with {f} and {g}.", "The ECG shows {r}; there's {f}, and we'd call it {g}.",
         "{r} at {n} bpm, PR {m} ms.\n{f}", "Borderline ECG: {f}. Rate: {n}. It isn't {g}!", "{r}, {f} ({g}) [{n}/{m}]"]

generator = Generator(7)
lines = []
for _ in range(1500):
    pick = lambda options: options[generator.below(len(options))]
    lines.append(pick(FRAME).format(r=pick(RHYTHM), f=pick(FINDING), g=pick(FINDING), n=40 + generator.below(120),
                                    m=100 + generator.below(200)))
pathlib.Path(__file__).with_name("corpus.txt").write_text("\n".join(lines) + "\n")
