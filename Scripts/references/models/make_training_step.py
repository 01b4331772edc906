#!/usr/bin/env python3
"""Reference values of one training step (frozen language model + LoRA + concat fusion) and of AdamW.

    python make_training_step.py [FOLDER]        # writes beside itself by default

Everything is f32 (the encoder f64, stored as f32) on one thread, so a second run writes the same bytes. Three files:

training-step-llama.safetensors   LLaMA (vocabulary 64, width 32, 2 layers, 4 heads, 2 key-value heads, hidden 48,
                                  rope base 10000, RMS epsilon 1e-5, untied head) + the ECG encoder
training-step-gpt2.safetensors    GPT-2 (vocabulary 64, width 32, 2 layers, 4 heads, 32 positions, tied head); given H_e
adamw.safetensors                 torch.optim.AdamW under transformers' linear schedule with warm-up

Tensors of a training step:

    input.ids            I32 [N]       the sequences one after the other, without padding
    input.lengths        I32 [B]       tokens of each sequence
    input.answer_starts  I32 [B]       index in its sequence of the first token of the answer
    input.ecg            F32 [B,12,200]  (LLaMA)        input.h_e  F32 [B,d]  (GPT-2)
    output.h_e           F32 [B,d]     unit vectors that go into every block (LLaMA)
    output.logits        F32 [A,V]     one row per answer token: the logits that predict it
    output.loss          F32 []        mean cross entropy of all the answer tokens of the batch
    output.after.NAME    F32           running statistics of the batch norm `stem.norm` after the step
    gradient.NAME        F32           the gradient of the loss in the parameter NAME; gradient.h_e, that in H_e
    NAME                 F32           the parameters

Names of the language model are those of transformers, of its LoRA those of peft without `base_model.model.` and
`.default` (`model.layers.0.self_attn.q_proj.lora_A.weight`); GPT-2's linear weights are stored [in, out] as always.
LoRA: rank 4, alpha 8, no dropout, on all linear layers but the head; B is random so that A has a gradient.

The encoder is the bottleneck ResNet of depth 50 in one dimension with width 2 (stages 2/4/8/16, expansion 4, blocks
3/4/6/3, convolutions without bias, batch norm with epsilon 1e-5 and momentum 0.1 in training mode):

    stem.conv.weight  stem.norm.{weight,bias}
    stages.S.K.conv{1,2,3}.weight  stages.S.K.norm{1,2,3}.{weight,bias}      S 0-3, K the block within the stage
    stages.S.K.shortcut.conv.weight  stages.S.K.shortcut.norm.{weight,bias}  where the shape changes
    projector.0 (linear)  projector.1 (norm)  projector.3 (linear)  projector.4 (norm)      each .{weight,bias}

The biases projector.0 and projector.3 stand before a batch norm: their gradient is zero but for rounding.
The encoder runs in f64, for so many batch norms over three records cost f32 two digits. The seed is chosen so that f32
comes within 2e-5 of it and no input of a ReLU is so near to 0 that rounding could flip it; the script checks both.

Concat fusion (paper eq. 3-5): H_e is tiled over the heads and goes through the key and value projections of every
block (bias and LoRA included, no norm before, no rotary); the column is visible to every token.
"""
import json
import pathlib
import sys

import peft
import safetensors.torch
import torch
import torch.nn.functional as F
import transformers
from torch import nn
from transformers import GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM
from transformers.masking_utils import AttentionMaskInterface, sdpa_mask
from transformers.modeling_utils import AttentionInterface

WIDTH, HEADS, VOCABULARY = 32, 4, 64
HEAD_WIDTH = WIDTH // HEADS
RANK, ALPHA = 4, 8
LENGTHS, ANSWER_STARTS = [11, 7, 14], [5, 3, 9]
SMALLEST_RELU_INPUT = 1.9e-5
LARGEST_ROUNDING = 2e-5
BRANCH_GAIN = 0.25  # of a residual branch; at 1 the many batch norms make f32 worth three digits only
WITHOUT_GRADIENT = ["projector.0.bias", "projector.3.bias"]
LLAMA_SEED, GPT2_SEED = 177, 2

ecg_of_the_batch = None


def ecg_column(attention, heads):
    """Key and value of H_e [B, d] in one attention layer: two tensors [B, heads, 1, d]."""
    hidden = ecg_of_the_batch.repeat(1, HEADS).unsqueeze(1)
    if hasattr(attention, "c_attn"):
        _, key, value = attention.c_attn(hidden).split(WIDTH, dim=2)
    else:
        key, value = attention.k_proj(hidden), attention.v_proj(hidden)
    return [t.view(len(hidden), 1, heads, HEAD_WIDTH).transpose(1, 2) for t in (key, value)]


def concat_attention(attention, query, key, value, attention_mask, scaling=None, **_):
    ecg_key, ecg_value = ecg_column(attention, key.shape[1])
    key, value = torch.cat([ecg_key, key], 2), torch.cat([ecg_value, value], 2)
    groups = HEADS // key.shape[1]
    key, value = key.repeat_interleave(groups, 1), value.repeat_interleave(groups, 1)
    scores = query @ key.transpose(2, 3) * (scaling if scaling is not None else HEAD_WIDTH**-0.5)
    visible = F.pad(attention_mask, (1, 0), value=True)
    weights = F.softmax(scores.masked_fill(~visible, float("-inf")), dim=-1)
    return (weights @ value).transpose(1, 2).contiguous(), None


AttentionInterface.register("concat", concat_attention)
AttentionMaskInterface.register("concat", lambda *a, **k: sdpa_mask(*a, **{**k, "allow_is_causal_skip": False}))


class ConvNorm(nn.Module):
    def __init__(self, inputs, outputs, kernel, stride):
        super().__init__()
        self.conv = nn.Conv1d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.norm = nn.BatchNorm1d(outputs)

    def forward(self, x):
        return self.norm(self.conv(x))


class Bottleneck(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        shapes = [(inputs, width, 1, 1), (width, width, 3, stride), (width, 4 * width, 1, 1)]
        for number, (i, o, kernel, s) in enumerate(shapes, 1):
            setattr(self, f"conv{number}", nn.Conv1d(i, o, kernel, s, kernel // 2, bias=False))
            setattr(self, f"norm{number}", nn.BatchNorm1d(o))
        changes = stride > 1 or inputs != 4 * width
        self.shortcut = ConvNorm(inputs, 4 * width, 1, stride) if changes else nn.Identity()

    def forward(self, x):
        y = relu(self.norm1(self.conv1(x)))
        y = relu(self.norm2(self.conv2(y)))
        return relu(self.norm3(self.conv3(y)) + self.shortcut(x))


smallest_relu_input = float("inf")


def relu(x):
    global smallest_relu_input
    smallest_relu_input = min(smallest_relu_input, x.detach().abs().min().item())
    return F.relu(x)


class Encoder(nn.Module):
    """[B, 12, T] -> unit vectors [B, d]."""

    def __init__(self, width, outputs):
        super().__init__()
        self.stem = ConvNorm(12, width, 7, 2)
        self.stages, channels = nn.ModuleList(), width
        for stage, blocks in enumerate([3, 4, 6, 3]):
            inner, members = width << stage, nn.ModuleList()
            for block in range(blocks):
                members.append(Bottleneck(channels, inner, 2 if stage > 0 and block == 0 else 1))
                channels = 4 * inner
            self.stages.append(members)
        self.projector = nn.ModuleList([
            nn.Linear(channels, channels), nn.BatchNorm1d(channels), nn.ReLU(),
            nn.Linear(channels, outputs), nn.BatchNorm1d(outputs)])

    def forward(self, ecg):
        x = relu(self.stem(ecg))
        for stage in self.stages:
            for block in stage:
                x = block(x)
        x = x.mean(2)
        for layer in self.projector:
            x = relu(x) if isinstance(layer, nn.ReLU) else layer(x)
        return F.normalize(x, dim=-1)


def scatter(module, random):
    """Random parameters of a size that keeps every part of the model at work, norms and biases included."""
    for name, parameter in module.named_parameters():
        if parameter.dim() == 1:
            spread = torch.randn(parameter.shape, generator=random) * 0.1
            parameter.data = spread + 1 if name.endswith("weight") else spread
            if "norm3" in name:
                parameter.data *= BRANCH_GAIN
        else:
            fan_in = parameter[0].numel()
            if "embed" in name or "wte" in name or "wpe" in name:
                fan_in = 4
            parameter.data = torch.randn(parameter.shape, generator=random) * fan_in**-0.5


def with_lora(model, targets, fan_in_fan_out, random):
    config = peft.LoraConfig(task_type=peft.TaskType.CAUSAL_LM, r=RANK, lora_alpha=ALPHA, lora_dropout=0.0,
                             target_modules=targets, fan_in_fan_out=fan_in_fan_out)
    scatter(model, random)
    model = peft.get_peft_model(model, config)
    for name, parameter in model.named_parameters():
        if "lora_" in name:
            parameter.data = torch.randn(parameter.shape, generator=random) * 0.2
    return model.train()


def plain(name):
    return name.replace("base_model.model.", "").replace(".base_layer", "").replace(".default", "")


def answers(rows):
    """Of [B, T, ...]: what stands at the answer tokens, in order."""
    return torch.cat([row[start:length] for row, start, length in zip(rows, ANSWER_STARTS, LENGTHS)])


def step(model, h_e, random):
    """Forward and backward of the language model; the tensors of the fixture."""
    global ecg_of_the_batch
    ecg_of_the_batch = h_e
    h_e.retain_grad()
    sequences = [torch.randint(VOCABULARY, (length,), generator=random) for length in LENGTHS]
    ids = nn.utils.rnn.pad_sequence(sequences, batch_first=True)
    mask = nn.utils.rnn.pad_sequence([torch.ones(n, dtype=torch.long) for n in LENGTHS], batch_first=True)
    logits = model(input_ids=ids, attention_mask=mask).logits
    predictions = answers(logits.roll(1, dims=1))
    loss = F.cross_entropy(predictions, answers(ids))
    loss.backward()
    tensors = {
        "input.ids": torch.cat(sequences).int(),
        "input.lengths": torch.tensor(LENGTHS, dtype=torch.int32),
        "input.answer_starts": torch.tensor(ANSWER_STARTS, dtype=torch.int32),
        "output.logits": predictions, "output.loss": loss, "gradient.h_e": h_e.grad}
    tied = getattr(model.config, "tie_word_embeddings", False)
    for name, parameter in model.named_parameters():
        tensors[plain(name)] = parameter
        if parameter.grad is not None:
            tensors["gradient." + plain(name)] = parameter.grad
    if tied:
        tensors.pop("lm_head.weight", None)
    return tensors


def rounding_of_f32(tensors):
    """The largest difference that f32 makes in the gradients of the encoder, relative to the largest of each tensor."""
    encoder = Encoder(2, HEAD_WIDTH).train()
    encoder.load_state_dict({name: tensors[name] for name, _ in encoder.named_parameters()}, strict=False)
    encoder(tensors["input.ecg"]).backward(tensors["gradient.h_e"])
    return max((parameter.grad - tensors["gradient." + name]).abs().max() / tensors["gradient." + name].abs().max()
               for name, parameter in encoder.named_parameters() if name not in WITHOUT_GRADIENT).item()


def llama(seed):
    global smallest_relu_input
    smallest_relu_input = float("inf")
    random = torch.Generator().manual_seed(seed)
    config = LlamaConfig(vocab_size=VOCABULARY, hidden_size=WIDTH, intermediate_size=48, num_hidden_layers=2,
                         num_attention_heads=HEADS, num_key_value_heads=2, rms_norm_eps=1e-5, use_cache=False,
                         tie_word_embeddings=False, max_position_embeddings=64, attn_implementation="concat")
    targets = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
    model = with_lora(LlamaForCausalLM(config), targets, False, random)
    encoder = Encoder(2, HEAD_WIDTH).train()
    scatter(encoder, random)
    encoder.double()
    ecg = torch.randn(len(LENGTHS), 12, 200, generator=random)
    h_e = encoder(ecg.double()).float()
    tensors = step(model, h_e, random)
    tensors |= {"input.ecg": ecg, "output.h_e": h_e}
    for name, parameter in encoder.named_parameters():
        tensors |= {name: parameter, "gradient." + name: parameter.grad}
    for name in ["running_mean", "running_var"]:
        tensors["output.after.stem.norm." + name] = getattr(encoder.stem.norm, name)
    return tensors


def gpt2(seed):
    random = torch.Generator().manual_seed(seed)
    config = GPT2Config(vocab_size=VOCABULARY, n_embd=WIDTH, n_layer=2, n_head=HEADS, n_positions=32, attn_pdrop=0.0,
                        resid_pdrop=0.0, embd_pdrop=0.0, use_cache=False, attn_implementation="concat")
    model = with_lora(GPT2LMHeadModel(config), ["c_attn", "c_proj", "c_fc"], True, random)
    given = F.normalize(torch.randn(len(LENGTHS), HEAD_WIDTH, generator=random), dim=-1)
    return step(model, given.clone().requires_grad_(), random) | {"input.h_e": given}


def adamw():
    """Least squares in four steps: `weight.0` and `bias.0` at the start, `weight.K` ... after step K with `rate.K`."""
    random = torch.Generator().manual_seed(3)
    x, y = torch.randn(8, 5, generator=random), torch.randn(8, 3, generator=random)
    weight = nn.Parameter(torch.randn(5, 3, generator=random))
    bias = nn.Parameter(torch.randn(3, generator=random))
    optimiser = torch.optim.AdamW([weight, bias], lr=0.05, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1)
    schedule = transformers.get_linear_schedule_with_warmup(optimiser, num_warmup_steps=2, num_training_steps=5)
    tensors = {"input.x": x, "input.y": y, "weight.0": weight.clone(), "bias.0": bias.clone()}
    for k in range(1, 5):
        optimiser.zero_grad()
        loss = (x @ weight + bias - y).square().mean()
        loss.backward()
        tensors |= {f"loss.{k}": loss, f"rate.{k}": torch.tensor(schedule.get_last_lr()[0]),
                    f"gradient.weight.{k}": weight.grad.clone(), f"gradient.bias.{k}": bias.grad.clone()}
        optimiser.step()
        schedule.step()
        tensors |= {f"weight.{k}": weight.clone(), f"bias.{k}": bias.clone()}
    return tensors


def serialised(tensors, versions):
    """safetensors.torch.save with the metadata in a fixed order."""
    blob = safetensors.torch.save(tensors)
    size = int.from_bytes(blob[:8], "little")
    header = json.dumps({"__metadata__": versions} | json.loads(blob[8 : 8 + size]), separators=(",", ":")).encode()
    header += b" " * (-len(header) % 8)
    return len(header).to_bytes(8, "little") + header + blob[8 + size :]


def save(tensors, path):
    versions = {"torch": torch.__version__, "transformers": transformers.__version__, "peft": peft.__version__}
    tensors = {name: t.detach().contiguous().clone() for name, t in tensors.items()}
    tensors = {name: t.float() if t.is_floating_point() else t for name, t in tensors.items()}
    path.write_bytes(serialised(tensors, versions))
    print(path, path.stat().st_size, "bytes")


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    folder = folder if folder.is_dir() else folder.parent
    tensors = llama(LLAMA_SEED)
    if smallest_relu_input < SMALLEST_RELU_INPUT:
        sys.exit(f"an input of a ReLU is {smallest_relu_input}: choose another seed")
    rounding = rounding_of_f32({name: t.detach().float() for name, t in tensors.items()})
    if rounding > LARGEST_ROUNDING:
        sys.exit(f"f32 is {rounding} away: choose another seed")
    save(tensors, folder / "training-step-llama.safetensors")
    save(gpt2(GPT2_SEED), folder / "training-step-gpt2.safetensors")
    save(adamw(), folder / "adamw.safetensors")


if __name__ == "__main__":
    main()
