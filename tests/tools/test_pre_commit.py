"""What runs before a commit is what ./test runs, and nothing from outside."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIG = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")


def test_before_a_commit_run_the_checks_of_the_test_command():
    script = (ROOT / "test").read_text("utf-8")
    meanwhile, in_order = script.split(".venv/bin/activate\n")
    checks = in_order.split('\nwait "$javascript"\n')[0].splitlines()
    assert "ruff check ." in checks
    assert "./tools/check-js &\n" in meanwhile
    assert [line for line in ["tools/check-js", *checks] if line not in CONFIG] == []


def test_no_hook_comes_from_outside():
    assert [line.strip() for line in CONFIG.splitlines() if "repo:" in line] == ["- repo: local"]
    assert "://" not in CONFIG
