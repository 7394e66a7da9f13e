"""What import-linter cannot say about the structure: single places for environment, clock, engines, numbers."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "models", "indexing", "service")


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


@pytest.mark.parametrize("package", PACKAGES)
def test_package_inits_are_empty(package: str) -> None:
    assert (ROOT / package / "__init__.py").read_text() == ""


@pytest.mark.parametrize(
    ("pattern", "rooms"),
    [
        (r"\bos\.environ|\bos\.getenv", {"service/settings.py"}),
        (r"\bdate\.today\(|datetime\.now\(|\bdatetime\.today\(", {"service/assembly.py"}),
        (r"^\s*(import|from) tantivy\b", {"indexing/embedded.py", "indexing/segments.py"}),
        (
            r"^\s*(import|from) elasticsearch\b|^\s*(import|from) elastic_transport\b",
            {"indexing/cluster.py", "indexing/refusals.py"},
        ),
        (r"\bpickle\b", set()),
        (r"trust_remote_code\s*=\s*True", set()),
    ],
)
def test_only_its_own_room_does_this(pattern: str, rooms: set[str]) -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in sources()
        if re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert found <= rooms


def test_every_folder_of_the_tests_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
