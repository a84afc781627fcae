"""``python -m bench``: see :mod:`bench.cold`."""

from bench.cold import main

main()
