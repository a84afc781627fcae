import subprocess
import sys
from pathlib import Path

from doccheck.language.segmentation import words


def test_terms_of_the_field_stay_whole() -> None:
    assert "知识产权归属" in words("约定知识产权归属与转化收益")
    assert "创新联合体" in words("组建创新联合体的必要性")


def test_words_give_the_text_again_without_blanks() -> None:
    text = "研发投入 3.5亿元，\n占比 12% 。"
    assert "".join(words(text)) == "".join(text.split())


def test_importing_the_module_loads_no_dictionary() -> None:
    code = "import sys, doccheck.language.segmentation; sys.exit('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_cache_lies_in_the_users_own_folder(tmp_path: Path) -> None:
    code = (
        "import tempfile, os\nfrom doccheck.language.segmentation import words\nwords('创新')\n"
        "print([n for n in os.listdir(tempfile.gettempdir()) if 'jieba' in n])"
    )
    shared = tmp_path / "shared"
    shared.mkdir()
    env = {"PATH": "", "PYTHONPATH": ":".join(sys.path), "XDG_CACHE_HOME": str(tmp_path / "c"), "TMPDIR": str(shared)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""
    assert list((tmp_path / "c" / "doccheck").glob("jieba-*.cache"))


def test_an_unwritable_cache_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("a file where the folder should be")
    code = "from doccheck.language.segmentation import words\nprint(words('创新联合体'))"
    env = {"PATH": "", "PYTHONPATH": ":".join(sys.path), "XDG_CACHE_HOME": str(tmp_path / "c")}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['创新联合体']"
    assert done.stderr == ""
