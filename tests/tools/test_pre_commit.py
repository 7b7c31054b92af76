"""What runs before a commit is what ./test runs, and nothing from outside."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIG = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")


def test_before_a_commit_run_the_checks_of_the_test_command():
    script = (ROOT / "test").read_text("utf-8")
    checks = script.split(".venv/bin/activate\n")[1].split("\nif ")[0].splitlines()
    assert "ruff check ." in checks
    assert [line for line in checks if line.removeprefix("./") not in CONFIG] == []


def test_no_hook_comes_from_outside():
    assert [line.strip() for line in CONFIG.splitlines() if "repo:" in line] == ["- repo: local"]
    assert "://" not in CONFIG
