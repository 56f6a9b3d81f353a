"""What is installed is what is in the tree: a wheel carries every module and every data file the program opens."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_wheel_holds_every_file_of_the_packages(tmp_path):
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation"]
    built = [*options, "--wheel-dir", str(tmp_path / "wheel"), str(_tree_alone(tmp_path))]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *built], check=True, capture_output=True)
    (wheel,) = (tmp_path / "wheel").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if name.startswith(("pipeline/", "extractors/"))}
    assert held == {str(p.relative_to(ROOT)) for p in _package_files()}


def _package_files() -> list[Path]:
    return [p for name in ("pipeline", "extractors") for p in (ROOT / name).rglob("*") if p.is_file() and "__pycache__" not in p.parts]


def _tree_alone(folder: Path) -> Path:
    """A copy of what is needed to build, so that the tree itself gets no build folder."""
    copy = folder / "tree"
    for path in [*_package_files(), *(ROOT / n for n in ("pyproject.toml", "README.md", "LICENSE"))]:
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return copy
