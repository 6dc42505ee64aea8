"""The trained network as two ONNX graphs with weights of 8 bits, for onnxruntime.

Weights have one scale an output, inputs one range a layer that was measured beforehand: nothing is scaled while it
runs, so what is found in one paragraph can't depend on the paragraphs beside it in a batch.
"""

from pathlib import Path

import numpy as np
import onnx
from attribution.network import HEADS, LAYERS, SHARED, WIDTH
from onnx import TensorProto, helper, numpy_helper

CONTRIB = "com.microsoft"
Weights = dict[str, np.ndarray]
Ranges = dict[str, tuple[float, float]]


class Graph:
    """Nodes and weights of one graph in the making."""

    def __init__(self, weights: Weights, ranges: Ranges) -> None:
        self.weights = weights
        self.ranges = ranges
        self.nodes: list[onnx.NodeProto] = []
        self.held: dict[str, np.ndarray] = {}
        self.count = 0

    def node(self, kind: str, inputs: list[str], *, domain: str = "", outputs: int = 1, **settings: object) -> str:
        """Add one node; returns the name of its first output."""
        self.count += 1
        names = [f"{kind}_{self.count}"] + [""] * (outputs - 1)
        self.nodes.append(helper.make_node(kind, inputs, names, name=f"n{self.count}", domain=domain, **settings))
        return names[0]

    def hold(self, name: str, value: np.ndarray) -> str:
        """A constant of the graph."""
        self.held[name] = np.ascontiguousarray(value)
        return name

    def linear(self, value: str, name: str, *, bias: bool = True) -> str:
        """One linear layer in whole numbers of 8 bits: weights by output, inputs by the range they were seen in."""
        rounded, scales = by_output(self.weights[f"{name}.weight"])
        low, high = self.ranges[name]
        step = np.float32((high - low) / 255)
        nought = np.uint8(np.clip(np.rint(-low / step), 0, 255))
        about = [self.hold(f"{name}.step", step), self.hold(f"{name}.nought", nought)]
        seen = self.node("DequantizeLinear", [self.node("QuantizeLinear", [value, *about]), *about])
        noughts = self.hold(f"{name}.z", np.zeros(len(scales), dtype=np.int8))
        held = [self.hold(f"{name}.q", rounded), self.hold(f"{name}.s", scales), noughts]
        done = self.node("MatMul", [seen, self.node("DequantizeLinear", held, axis=1)])
        return self.node("Add", [done, self.hold(f"{name}.b", self.weights[f"{name}.bias"])]) if bias else done

    def table(self, places: str, name: str) -> str:
        """Rows of an embedding table with weights of 8 bits and one scale a row."""
        weight = self.weights[name]
        scale = np.maximum(np.abs(weight).max(axis=1, keepdims=True), 1e-8) / 127
        rounded = np.clip(np.rint(weight / scale), -127, 127).astype(np.int8)
        row = self.node("Gather", [self.hold(f"{name}.q", rounded), places])
        size = self.node("Gather", [self.hold(f"{name}.s", scale.astype(np.float32)), places])
        return self.node("Mul", [self.node("Cast", [row], to=TensorProto.FLOAT), size])

    def norm(self, value: str, name: str) -> str:
        """Layer normalisation."""
        parts = [self.hold(f"{name}.{kind}", self.weights[f"{name}.{kind}"]) for kind in ("weight", "bias")]
        return self.node("LayerNormalization", [value, *parts], axis=-1, epsilon=1e-12)

    def layer(self, value: str, name: str, mask: str) -> str:
        """One encoder layer."""
        mixed = self.linear(value, f"{name}.mixed")
        cuts = self.hold("cuts", np.array([WIDTH] * 3, dtype=np.int64))
        self.count += 1
        parts = [f"part_{self.count}_{kind}" for kind in "qkv"]
        self.nodes.append(helper.make_node("Split", [mixed, cuts], parts, name=f"n{self.count}", axis=-1))
        heard = self.node("MultiHeadAttention", [*parts, "", mask], domain=CONTRIB, num_heads=HEADS)
        value = self.norm(self.node("Add", [value, self.linear(heard, f"{name}.out")]), f"{name}.norm1")
        up = self.linear(value, f"{name}.up", bias=False)
        inner = self.node("BiasGelu", [up, self.hold(f"{name}.up.b", self.weights[f"{name}.up.bias"])], domain=CONTRIB)
        return self.norm(self.node("Add", [value, self.linear(inner, f"{name}.down")]), f"{name}.norm2")

    def plain(self, value: str, name: str) -> str:
        """One small linear layer with weights as they are."""
        done = self.node("MatMul", [value, self.hold(f"{name}.w", self.weights[f"{name}.weight"].T)])
        return self.node("Add", [done, self.hold(f"{name}.b", self.weights[f"{name}.bias"])])

    def write(self, path: Path, inputs: list[onnx.ValueInfoProto], outputs: dict[str, str]) -> None:
        """Write the graph; `outputs` maps a node's output to the name it is given."""
        made = [helper.make_node("Identity", [inner], [name], name=f"out_{name}") for inner, name in outputs.items()]
        held = [numpy_helper.from_array(value, name) for name, value in self.held.items()]
        wanted = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs.values()]
        graph = helper.make_graph([*self.nodes, *made], path.stem, inputs, wanted, held)
        versions = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=versions, ir_version=9, producer_name="counterpoint")
        path.write_bytes(model.SerializeToString())


def by_output(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A weight of shape (out, in) as 8-bit numbers of shape (in, out), and the scale of each output."""
    scales = np.maximum(np.abs(weight).max(axis=1), 1e-8) / 127
    rounded = np.clip(np.rint(weight / scales[:, None]), -127, 127)
    return rounded.astype(np.int8).T, scales.astype(np.float32)


def _input(name: str, kind: int, *shape: str | int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)


def export(weights: Weights, ranges: Ranges, folder: Path) -> None:
    """Write `encoder.onnx` and `roles.onnx`; names begin with 0. or 1., for the part they belong to.

    `ranges` tells for each linear layer the least and the greatest value of its inputs.
    """
    parts = [
        [
            {k.removeprefix(f"{part}."): v for k, v in held.items() if k.startswith(f"{part}.")}
            for held in (weights, ranges)
        ]
        for part in range(2)
    ]
    _encoder(Graph(*parts[0]), folder)
    _roles(Graph(*parts[1]), folder)


def _encoder(graph: Graph, folder: Path) -> None:
    noughts = graph.node("Mul", ["ids", graph.hold("nought", np.int64(0))])
    ones = graph.node("Add", [noughts, graph.hold("one", np.int64(1))])
    places = graph.node("CumSum", [ones, graph.hold("axis", np.int64(1))], exclusive=1)
    value = graph.node("Add", [graph.table("ids", "words.weight"), graph.table(places, "places.weight")])
    states = graph.node("Gather", [graph.hold("states", graph.weights["states.weight"]), "states_of"])
    value = graph.norm(graph.node("Add", [value, states]), "norm")
    for number in range(SHARED):
        value = graph.layer(value, f"shared.{number}", "lengths")
    hidden = value
    for number in range(LAYERS - SHARED):
        value = graph.layer(value, f"upper.{number}", "lengths")
    logits = graph.plain(value, "head")
    inputs = [
        _input("ids", TensorProto.INT64, "rows", "pieces"),
        _input("states_of", TensorProto.INT64, "rows", "pieces"),
        _input("lengths", TensorProto.INT32, "rows"),
    ]
    graph.write(folder / "encoder.onnx", inputs, {hidden: "hidden", logits: "logits"})


def _roles(graph: Graph, folder: Path) -> None:
    marks = graph.node("Gather", [graph.hold("marks_w", graph.weights["marks.weight"]), "marks"])
    distances = graph.node("Gather", [graph.hold("distances_w", graph.weights["distances.weight"]), "distances"])
    value = graph.node("Add", [graph.node("Add", ["hidden", marks]), distances])
    for number in range(LAYERS - SHARED):
        value = graph.layer(value, f"layers.{number}", "lengths")
    roles = graph.plain(value, "head")
    valid = graph.plain(value, "valid")
    inputs = [
        _input("hidden", TensorProto.FLOAT, "rows", "pieces", WIDTH),
        _input("marks", TensorProto.INT64, "rows", "pieces"),
        _input("distances", TensorProto.INT64, "rows", "pieces"),
        _input("lengths", TensorProto.INT32, "rows"),
    ]
    graph.write(folder / "roles.onnx", inputs, {roles: "roles", valid: "valid"})
