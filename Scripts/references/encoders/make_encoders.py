#!/usr/bin/env python3
"""Reference values of the ECG encoders: features and the gradient of every parameter, from PyTorch.

    python make_encoders.py [FOLDER]             # writes beside itself by default

vit.safetensors      patches of all leads: 43 samples, patch 10, width 24, 3 heads, 2 blocks
st-mem.safetensors   patches of each lead: 24 samples, patch 6, width 24, 3 heads, 2 blocks
vim.safetensors      Vision Mamba: 80 samples, patch 2, width 40, state 4, 2 blocks
masked.safetensors   the masked autoencoder of st-mem at width 8, 2 heads, 1 block; its decoder has width 4, 1 head and
                     2 blocks and sees one lead at a time; output.loss F32 [] is the mean squared error of the patches
                     input.masked I32 [B,K]; parameters of the encoder begin with "encoder."

The transformer blocks are torch.nn.TransformerEncoderLayer (pre-norm, exact GELU); the selective scan is the plain loop
over time of Gu and Dao (2023, equation 2). All is computed in f64 and stored as f32. Tensors:

    input.ecg        F32 [B,T,12]
    input.weights    F32 [B,S,D]    the loss is the sum of features times these
    output.features  F32 [B,S,D]    S = 2
    gradient.NAME, NAME             parameters under the names of Sources/Models/Encoders

Made with torch 2 and safetensors; the versions are in each file's metadata.
"""
import pathlib
import sys

import safetensors
import safetensors.torch
import torch
import torch.nn.functional as F

LEADS, TOKENS, BATCH = 12, 2, 2


def normal(*shape, deviation=0.3):
    return torch.randn(*shape, dtype=torch.float64) * deviation


def stretches(x):
    """[B, N, D] to the means over TOKENS stretches."""
    return F.adaptive_avg_pool1d(x.transpose(1, 2), TOKENS).transpose(1, 2)


class Reference:
    def __init__(self):
        self.parameters = {}

    def parameter(self, name, *shape, deviation=0.3, mean=0.0):
        self.parameters[name] = (normal(*shape, deviation=deviation) + mean).float().double().requires_grad_()
        return self.parameters[name]

    def linear(self, name, inputs, outputs, bias=True):
        weight = self.parameter(f"{name}.weight", outputs, inputs, deviation=inputs**-0.5)
        offset = self.parameter(f"{name}.bias", outputs) if bias else None
        return lambda x: F.linear(x, weight, offset)

    def layer_norm(self, name, width, epsilon):
        weight = self.parameter(f"{name}.weight", width, mean=1)
        bias = self.parameter(f"{name}.bias", width)
        return lambda x: F.layer_norm(x, (width,), weight, bias, epsilon)

    def rms_norm(self, name, width):
        weight = self.parameter(f"{name}.weight", width, mean=1)
        return lambda x: x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * weight

    def block(self, name, width, heads):
        layer = torch.nn.TransformerEncoderLayer(
            width, heads, 4 * width, dropout=0, activation="gelu", layer_norm_eps=1e-6, batch_first=True,
            norm_first=True).double()
        names = {
            "self_attn.in_proj_": "projections.", "self_attn.out_proj.": "output.", "linear1.": "up.",
            "linear2.": "down.", "norm1.": "attentionNorm.", "norm2.": "feedForwardNorm."}
        for theirs, value in layer.named_parameters():
            for prefix, ours in names.items():
                if theirs.startswith(prefix):
                    noise = normal(*value.shape, deviation=0.25)
                    value.data = (noise + (1 if "Norm.weight" in ours + theirs[len(prefix):] else 0)).float().double()
                    self.parameters[f"{name}.{ours}{theirs[len(prefix):]}"] = value
        return layer

    def write(self, name, samples, encoder):
        ecg = normal(BATCH, samples, LEADS, deviation=1).float().double()
        features = encoder(ecg)
        weights = normal(*features.shape, deviation=1).float().double()
        (features * weights).sum().backward()
        self.save(name, {"input.ecg": ecg, "input.weights": weights, "output.features": features})

    def save(self, name, tensors, integers={}):
        for key, value in self.parameters.items():
            tensors[key] = value
            tensors[f"gradient.{key}"] = value.grad
        tensors = {key: value.detach().float().contiguous() for key, value in tensors.items()}
        tensors.update(integers)
        metadata = {"torch": torch.__version__, "safetensors": safetensors.__version__}
        folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
        safetensors.torch.save_file(tensors, folder / f"{name}.safetensors", metadata)


def vit(samples=43, patch=10, width=24, heads=3, depth=2):
    r, count = Reference(), samples // patch
    linear = r.linear("embedding.linear", patch * LEADS, width)
    positions = r.parameter("embedding.positions", count, width)
    blocks = [r.block(f"blocks.{i}", width, heads) for i in range(depth)]
    norm = r.layer_norm("norm", width, 1e-6)

    def encoder(ecg):
        x = linear(ecg[:, :count * patch].reshape(BATCH, count, patch * LEADS)) + positions
        for block in blocks:
            x = block(x)
        return norm(stretches(x))

    r.write("vit", samples, encoder)


def st_mem(samples=24, patch=6, width=24, heads=3, depth=2):
    r, count = Reference(), samples // patch
    before = r.layer_norm("embedding.normBefore", patch, 1e-5)
    linear = r.linear("embedding.linear", patch, width)
    after = r.layer_norm("embedding.normAfter", width, 1e-5)
    positions = r.parameter("embedding.positions", count + 2, width)
    leads = r.parameter("embedding.leads", LEADS, width)
    separator = r.parameter("embedding.separator", 1, width)
    blocks = [r.block(f"blocks.{i}", width, heads) for i in range(depth)]
    norm = r.layer_norm("norm", width, 1e-6)

    def encoder(ecg):
        patches = ecg.transpose(1, 2).reshape(BATCH, LEADS, count, patch)
        x = after(linear(before(patches)))
        ends = separator.expand(BATCH, LEADS, 1, width)
        x = torch.cat([ends, x, ends], 2) + positions + leads[:, None]
        x = x.reshape(BATCH, LEADS * (count + 2), width)
        for block in blocks:
            x = block(x)
        x = x.reshape(BATCH, LEADS, count + 2, width)[:, :, 1:-1].mean(1)
        return norm(stretches(x))

    r.write("st-mem", samples, encoder)


def masked(samples=24, patch=6, width=8, heads=2, small=4, hidden=36):
    r, count, each = Reference(), samples // patch, samples // patch + 2
    tokens = LEADS * each
    before = r.layer_norm("encoder.embedding.normBefore", patch, 1e-5)
    linear = r.linear("encoder.embedding.linear", patch, width)
    after = r.layer_norm("encoder.embedding.normAfter", width, 1e-5)
    positions = r.parameter("encoder.embedding.positions", each, width)
    leads = r.parameter("encoder.embedding.leads", LEADS, width)
    separator = r.parameter("encoder.embedding.separator", 1, width)
    block = r.block("encoder.blocks.0", width, heads)
    norm = r.layer_norm("encoder.norm", width, 1e-6)
    narrowing = r.linear("narrowing", width, small)
    mask_token = r.parameter("maskToken", 1, small)
    places = r.parameter("positions", tokens, small)
    blocks = [r.block(f"blocks.{i}", small, 1) for i in range(2)]
    last = r.layer_norm("norm", small, 1e-6)
    restoring = r.linear("restoring", small, patch)
    ecg = normal(BATCH, samples, LEADS, deviation=1).float().double()
    chosen = torch.stack([torch.randperm(LEADS * count)[:hidden].sort().values for _ in range(BATCH)])
    patches = ecg.transpose(1, 2).reshape(BATCH, LEADS, count, patch)
    ends = separator.expand(BATCH, LEADS, 1, width)
    x = torch.cat([ends, after(linear(before(patches))), ends], 2) + positions + leads[:, None]
    x = x.reshape(BATCH, tokens, width)
    loss = 0
    for record in range(BATCH):
        wanted = chosen[record] // count * each + chosen[record] % count + 1
        is_hidden = torch.zeros(tokens, dtype=torch.bool)
        is_hidden[wanted] = True
        y = torch.zeros(tokens, small, dtype=torch.float64)
        y = torch.where(is_hidden[:, None], mask_token, y)
        y = y.index_put((torch.where(~is_hidden)[0],), narrowing(norm(block(x[record:record + 1, ~is_hidden])))[0])
        y = (y + places).reshape(LEADS, each, small)
        for layer in blocks:
            y = layer(y)
        restored = restoring(last(y.reshape(tokens, small)[wanted]))
        loss = loss + (restored - patches[record].reshape(-1, patch)[chosen[record]]).pow(2).sum()
    loss = loss / (BATCH * hidden * patch)
    loss.backward()
    r.save("masked", {"input.ecg": ecg, "output.loss": loss}, {"input.masked": chosen.int()})


def scan(u, dt, a, b, c, d):
    """u, dt [B, T, E]; a [E, N]; b, c [B, T, N]; d [E]."""
    h = torch.zeros(u.shape[0], u.shape[2], a.shape[1], dtype=u.dtype)
    y = []
    for t in range(u.shape[1]):
        h = torch.exp(dt[:, t, :, None] * a) * h + dt[:, t, :, None] * b[:, t, None] * u[:, t, :, None]
        y.append((h * c[:, t, None]).sum(-1) + d * u[:, t])
    return torch.stack(y, 1)


def vim(samples=80, patch=2, width=40, states=4, depth=2, taps=4):
    r, count, inner, rank = Reference(), samples // patch, 2 * width, (width + 15) // 16
    linear = r.linear("embedding.linear", patch * LEADS, width)
    positions = r.parameter("embedding.positions", count, width)

    def directed(name):
        convolution = r.parameter(f"{name}.convolution", taps, inner, deviation=0.5)
        bias = r.parameter(f"{name}.convolutionBias", inner)
        selection = r.linear(f"{name}.selection", inner, rank + 2 * states, bias=False)
        step = r.linear(f"{name}.step", rank, inner)
        decay = r.parameter(f"{name}.logDecay", inner, states)
        skip = r.parameter(f"{name}.skip", inner, mean=1)

        def apply(x):
            padded = F.pad(x.transpose(1, 2), (taps - 1, 0))
            x = F.silu(F.conv1d(padded, convolution.t()[:, None], bias, groups=inner)).transpose(1, 2)
            dt, b, c = selection(x).split([rank, states, states], -1)
            return scan(x, F.softplus(step(dt)), -torch.exp(decay), b, c, skip)

        return apply

    def mixer(name):
        inward = r.linear(f"{name}.inward", width, 2 * inner, bias=False)
        forward, backward = directed(f"{name}.forward"), directed(f"{name}.backward")
        outward = r.linear(f"{name}.outward", inner, width, bias=False)

        def apply(x):
            x, z = inward(x).chunk(2, -1)
            y = forward(x) * F.silu(z) + (backward(x.flip(1)) * F.silu(z.flip(1))).flip(1)
            return outward(y / 2)

        return apply

    blocks = [(r.rms_norm(f"blocks.{i}.norm", width), mixer(f"blocks.{i}.mixer")) for i in range(depth)]
    norm = r.rms_norm("finalNorm", width)

    def encoder(ecg):
        x = linear(ecg.reshape(BATCH, count, patch * LEADS)) + positions
        for normalize, mix in blocks:
            x = x + mix(normalize(x))
        return stretches(norm(x))

    r.write("vim", samples, encoder)


if __name__ == "__main__":
    torch.manual_seed(7)
    torch.set_num_threads(1)
    vit()
    st_mem()
    vim()
    masked()
