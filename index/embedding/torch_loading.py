"""Loads a model by sentence-transformers: from local safetensors, never running its code.

Importing this module imports torch.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from transformers.utils.logging import disable_progress_bar

USUAL_LIMIT = 512
LONGEST_LIMIT = 8192
EXAMPLE = "A few words to trace the graph with."


def load(kind: Any, folder: Path, threads: int | None, **options: Any) -> Any:
    """A model of this class. Eager attention is the form that ONNX Runtime's optimiser can fuse."""
    if threads:
        torch.set_num_threads(threads)
    disable_progress_bar()
    model = kind(
        str(folder),
        device="cpu",
        local_files_only=True,
        trust_remote_code=False,
        model_kwargs={"use_safetensors": True, "attn_implementation": "eager"},
        **options,
    )
    return model.float().eval()


def limit(model: Any) -> int:
    """The most tokens of an input, special ones included."""
    stated = model.max_seq_length
    return int(stated) if stated and stated <= LONGEST_LIMIT else USUAL_LIMIT


def tensor_names(features: Mapping[str, Any]) -> list[str]:
    return [name for name, value in features.items() if torch.is_tensor(value)]
