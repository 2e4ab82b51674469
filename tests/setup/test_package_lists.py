"""The hashed lists of packages fit pyproject.toml and name no place to fetch from."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def lock() -> ModuleType:
    return _script("lock")


def test_every_list_fits(lock: ModuleType) -> None:
    assert [fault for name in lock.LISTS for fault in lock.faults(name)] == []


def test_a_changed_wish_and_an_address_are_noticed(
    lock: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_bytes((SCRIPTS.parent / "pyproject.toml").read_bytes())
    (tmp_path / "requirements.txt").write_text("# anders\n--index-url https://x.example/\n")
    monkeypatch.setattr(lock, "ROOT", tmp_path)
    assert len(lock.faults("requirements.txt")) == 2
    assert "ontbreekt" in lock.faults("requirements-uv.txt")[0]


def test_a_changed_source_of_the_front_end_is_noticed(tmp_path: Path) -> None:
    bootstrap = _script("bootstrap")
    (tmp_path / "a.css").write_text("a")
    before = bootstrap.fingerprint(tmp_path)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "b.js").write_text("b")
    assert bootstrap.fingerprint(tmp_path) == before
    (tmp_path / "a.css").write_text("b")
    assert bootstrap.fingerprint(tmp_path) != before


def test_a_missing_program_has_version_zero(tmp_path: Path) -> None:
    assert _script("bootstrap").major("npm", {"PATH": str(tmp_path)}) == 0
