"""Profiles of settings.toml."""

import pytest

from settings import load

TEXT = """
seed = 7
[a]
x = 1
y = 1
z = 1
[profile.first.a]
x = 2
y = 2
[profile.second]
like = "first"
[profile.second.a]
y = 3
[profile.wrong.a]
w = 1
"""


def test_a_profile_is_laid_over_the_one_that_it_is_like(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text(TEXT)
    assert vars(load("second", path=path).a) == {"x": 2, "y": 3, "z": 1}
    assert vars(load("second", ["a.x=5"], path).a)["x"] == 5


def test_what_is_not_there_is_an_error(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text(TEXT)
    for profile in ("third", "wrong"):
        with pytest.raises(ValueError):
            load(profile, path=path)
