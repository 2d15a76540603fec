"""Runs a compiled model: ONNX Runtime and tokenizers, no torch."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime

from index.embedding.embedder import Vectors
from index.embedding.tokenizing import open_tokenizer

RUNTIME = f"onnxruntime{onnxruntime.__version__}"
GRAPH_FILE = "model.onnx"
ERRORS_ONLY = 3


class OnnxRunner:
    """A session over a compiled graph, with its tokenizer."""

    def __init__(self, folder: Path, limit: int, threads: int | None = None) -> None:
        self._session = open_session(folder / GRAPH_FILE, threads)
        self._names = [node.name for node in self._session.get_inputs()]
        tokenizing = open_tokenizer(folder, limit)
        self.frame = tokenizing.frame
        self.wordless = tokenizing.wordless
        self.tokenize = tokenizing.tokenize

    def outputs(self, tokens: Sequence[int]) -> Vectors:
        return run(self._session, self._names, tokens)


def open_session(graph: Path, threads: int | None = None) -> onnxruntime.InferenceSession:
    """A session on the processor; without a number of threads, one for each physical core."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or 0
    options.log_severity_level = ERRORS_ONLY
    # Threads that spin between two inputs take the cores from the other model and from the server.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def run(
    session: onnxruntime.InferenceSession, names: Sequence[str], tokens: Sequence[int], types: Sequence[int] = ()
) -> Vectors:
    """The output for one input, all of type 0 unless said otherwise. Nothing is padded, so the mask is all ones."""
    ids = np.array([tokens], dtype=np.int64)
    of_types = np.array([types], dtype=np.int64) if types else np.zeros_like(ids)
    feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": of_types}
    output: Vectors = session.run(None, {name: feeds[name] for name in names})[0][0]
    return output
