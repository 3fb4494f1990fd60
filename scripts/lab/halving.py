"""Makes an ONNX file half as large: weights of 16 bits, which are widened when it is loaded."""

from __future__ import annotations

import numpy as np

SMALL = 256
"""Weights of an array up to which it stays as it is: little is saved there."""


def halved(model: bytes) -> bytes:
    """Return ``model`` with its large arrays as 16-bit floats, each behind a Cast node.

    What the exporter noted of its source, doc strings and paths of files, is left out.
    """
    import onnx

    whole = onnx.load_from_string(model)
    graph = whole.graph
    kept, casts = [], []
    for weights in graph.initializer:
        values = onnx.numpy_helper.to_array(weights)
        if values.dtype != np.float32 or values.size <= SMALL:
            kept.append(weights)
            continue
        name = f"{weights.name}_half"
        kept.append(onnx.numpy_helper.from_array(values.astype(np.float16), name))
        widened = onnx.helper.make_node("Cast", [name], [weights.name], to=onnx.TensorProto.FLOAT)
        casts.append(widened)
    nodes = list(graph.node)
    for field, items in (("initializer", kept), ("node", casts + nodes)):
        graph.ClearField(field)
        getattr(graph, field).extend(items)
    for part in (whole, graph, *graph.node, *graph.input, *graph.output, *graph.value_info):
        part.ClearField("doc_string")
        if "metadata_props" in part.DESCRIPTOR.fields_by_name:
            part.ClearField("metadata_props")
    onnx.checker.check_model(whole)
    result: bytes = whole.SerializeToString()
    return result
