"""Writes a model as the folder that sentence-transformers would save."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from index.embedding.settings import Settings

MODULES = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))


def write_folder(
    folder: Path,
    settings: Settings,
    config: Mapping[str, Any],
    tensors: Mapping[str, NDArray[np.float32]],
    tokenizer: Tokenizer,
    special_tokens: Mapping[str, str],
) -> None:
    """A transformer, pooling, and vectors of unit length. The folder must not exist."""
    for path, _ in MODULES:
        (folder / path).mkdir(parents=True, exist_ok=True)
    limit = settings.max_length
    _write(folder / "modules.json", _modules())
    _write(folder / "config.json", dict(config))
    _write(folder / "1_Pooling/config.json", _pooling(settings.pooling, config["hidden_size"]))
    _write(folder / "sentence_bert_config.json", {"max_seq_length": limit, "do_lower_case": False})
    _write(folder / "config_sentence_transformers.json", _prompts(settings))
    # By this class transformers reads tokenizer.json as it stands.
    kind = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": limit}
    _write(folder / "tokenizer_config.json", {**kind, **special_tokens})
    _write(folder / "special_tokens_map.json", dict(special_tokens))
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    _write_tensors(folder / "model.safetensors", tensors)


def _modules() -> list[dict[str, Any]]:
    return [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (path, kind) in enumerate(MODULES)
    ]


def _pooling(pooling: str, width: int) -> dict[str, Any]:
    modes = {f"pooling_mode_{mode}_tokens": mode == pooling for mode in ("mean", "max")}
    return {"word_embedding_dimension": width, "pooling_mode_cls_token": pooling == "cls", **modes}


def _prompts(settings: Settings) -> dict[str, Any]:
    # “document” is what sentence-transformers looks for, “passage” what this family of models calls it.
    question, passage = settings.prompts.question, settings.prompts.passage
    return {"prompts": {"query": question, "document": passage, "passage": passage}, "default_prompt_name": None}


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _write_tensors(path: Path, tensors: Mapping[str, NDArray[np.float32]]) -> None:
    save_file({name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}, path, {"format": "pt"})
    # The library lets the owner alone read it; a cache may be shared.
    path.chmod(path.with_name("config.json").stat().st_mode)
