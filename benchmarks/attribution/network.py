"""The network: a small BERT whose lower layers are shared by the tagger of cues and, for each cue, that of its roles.

Design after the cue-conditioned tagger of the project's study on PolNeAR; the base is all-MiniLM-L6-v2 (Apache-2.0).
"""

import copy
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from toolkit.language.tagging.windows import FAR

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, PLACES = 384, 12, 6, 1536, 30522, 512
SHARED = 4
ROLES = 3


class Layer(nn.Module):
    """One encoder layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.mixed = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = 0.1

    def forward(self, hidden: Tensor, shut: Tensor) -> Tensor:
        rows, length = hidden.shape[0], hidden.shape[1]
        query, key, value = (
            part.reshape(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.mixed(hidden).split(WIDTH, dim=-1)
        )
        scores = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + shut
        weights = self._dropped(functional.softmax(scores, dim=-1))
        heard = (weights @ value).transpose(1, 2).reshape(rows, length, WIDTH)
        hidden = self.norm1(hidden + self._dropped(self.out(heard)))
        inner = functional.gelu(self.up(hidden))
        return self.norm2(hidden + self._dropped(self.down(inner)))

    def _dropped(self, values: Tensor) -> Tensor:
        return functional.dropout(values, self.drop, self.training)


class Encoder(nn.Module):
    """Pieces to the hidden states that both taggers share, and the flat logits of cue, source and content."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.states = nn.Embedding(3, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.shared = nn.ModuleList(Layer() for _ in range(SHARED))
        self.upper = nn.ModuleList(Layer() for _ in range(LAYERS - SHARED))
        self.head = nn.Linear(WIDTH, labels)

    def forward(self, ids: Tensor, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        shut = (1.0 - mask[:, None, None, :]) * -1e4
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.norm(self.words(ids) + self.places(places)[None] + self.states(states))
        hidden = functional.dropout(hidden, 0.1, self.training)
        for layer in self.shared:
            hidden = layer(hidden, shut)
        high = hidden
        for layer in self.upper:
            high = layer(high, shut)
        return hidden, self.head(high)


class Roles(nn.Module):
    """For one cue a row: which pieces are its source and its content, and whether it is a cue at all."""

    def __init__(self) -> None:
        super().__init__()
        self.marks = nn.Embedding(3, WIDTH)
        self.distances = nn.Embedding(2 * FAR + 1, WIDTH)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - SHARED))
        self.head = nn.Linear(WIDTH, ROLES)
        self.valid = nn.Linear(WIDTH, 1)

    def forward(self, hidden: Tensor, marks: Tensor, distances: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        shut = (1.0 - mask[:, None, None, :]) * -1e4
        high = hidden + self.marks(marks) + self.distances(distances)
        for layer in self.layers:
            high = layer(high, shut)
        cue = (marks == 1).to(high.dtype)[:, :, None]
        pooled = (high * cue).sum(1) / cue.sum(1).clamp(min=1.0)
        return self.head(high), self.valid(pooled)[:, 0]


def build(base: Path, labels: int) -> tuple[Encoder, Roles]:
    """Both parts with the weights of the base; what the base does not have starts at nought or at random."""
    held = load_file(str(base / "model.safetensors"))
    held = {name.removeprefix("bert."): weight.float() for name, weight in held.items()}
    encoder, roles = Encoder(labels), Roles()
    kinds = held["embeddings.token_type_embeddings.weight"][0]
    with torch.no_grad():
        encoder.words.weight.copy_(held["embeddings.word_embeddings.weight"])
        encoder.places.weight.copy_(held["embeddings.position_embeddings.weight"] + kinds)
        for table in (encoder.states, roles.marks, roles.distances):
            table.weight.zero_()
        _fill(encoder.norm, held, "embeddings.LayerNorm")
        for number, layer in enumerate([*encoder.shared, *encoder.upper]):
            _fill_layer(layer, held, f"encoder.layer.{number}")
    roles.layers = copy.deepcopy(encoder.upper)
    return encoder, roles


def _fill(part: nn.Module, held: dict[str, Tensor], name: str) -> None:
    part.weight.copy_(held[f"{name}.weight"])
    part.bias.copy_(held[f"{name}.bias"])


def _fill_layer(layer: nn.Module, held: dict[str, Tensor], name: str) -> None:
    for kind in ("weight", "bias"):
        mixed = [held[f"{name}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        getattr(layer.mixed, kind).copy_(torch.cat(mixed))
    _fill(layer.out, held, f"{name}.attention.output.dense")
    _fill(layer.norm1, held, f"{name}.attention.output.LayerNorm")
    _fill(layer.up, held, f"{name}.intermediate.dense")
    _fill(layer.down, held, f"{name}.output.dense")
    _fill(layer.norm2, held, f"{name}.output.LayerNorm")
