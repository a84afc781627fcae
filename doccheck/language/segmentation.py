"""Words of a Chinese text: jieba with the terms of the field, loaded at the first use."""

from __future__ import annotations

import logging
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

_DICTIONARY = Path(__file__).with_name("dictionary.txt")


@cache
def _tokenizer() -> Any:
    from platformdirs import user_cache_path

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own import of pkg_resources is no concern of the user
        import jieba  # type: ignore[import-untyped,unused-ignore]

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    # jieba would keep its cache in the shared temporary folder, where anyone may have put another one.
    folder = user_cache_path("doccheck")
    # Where the folder cannot be made, jieba does without a cache.
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    tokenizer.tmp_dir = str(folder)
    tokenizer.cache_file = f"jieba-{jieba.__version__}.cache"
    tokenizer.initialize()
    with _DICTIONARY.open(encoding="utf-8") as lines:
        for line in lines:
            if term := line.strip():
                tokenizer.add_word(term)
    return tokenizer


def words(text: str) -> list[str]:
    """The words of ``text`` in order, blanks left out; joined without blanks they give the text again."""
    return [word for word in _tokenizer().lcut(text) if not word.isspace()]
