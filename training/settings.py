"""Reads settings.toml: sections as plain attributes, a profile laid over them."""

import argparse
import tomllib
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).resolve().parent


def load(profile: str = "cpu", changes: list[str] = (), path: Path = HERE / "settings.toml") -> SimpleNamespace:
    """The settings of a profile. `changes` are `section.name=value`, the value as TOML; unknown names are errors."""
    with open(path, "rb") as file:
        values = tomllib.load(file)
    profiles = values.pop("profile")
    if profile not in profiles:
        raise ValueError(f"no profile {profile!r} in {path.name}; there are {', '.join(profiles)}")
    _apply(values, profiles, profile)
    for change in changes:
        name, _, value = change.partition("=")
        section, _, key = name.partition(".")
        _lay_over(values, section, {key: tomllib.loads(f"value = {value}")["value"]})
    return SimpleNamespace(
        profile=profile, **{k: SimpleNamespace(**v) if isinstance(v, dict) else v for k, v in values.items()}
    )


def _apply(values: dict, profiles: dict, name: str) -> None:
    """Lays a profile over the values; before it the one that it is `like`."""
    sections = dict(profiles[name])
    if like := sections.pop("like", None):
        _apply(values, profiles, like)
    for section, entries in sections.items():
        _lay_over(values, section, entries)


def _lay_over(values: dict, section: str, entries: dict) -> None:
    for key, value in entries.items():
        if key not in values.get(section, {}):
            raise ValueError(f"no setting {section}.{key}")
        values[section][key] = value


def arguments(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """Parses the command line with the options that every step shares; `.settings` and `.work` are ready to use."""
    parser.add_argument("--profile", default="cpu", help="profile of settings.toml (cpu, gpu, smoke)")
    parser.add_argument("--set", action="append", default=[], metavar="SECTION.NAME=VALUE", help="change one setting")
    parser.add_argument("--data", type=Path, help="folder of en-de.*.tsv.gz, instead of the one in the settings")
    parser.add_argument("--work", type=Path, default=HERE / "work", help="folder for everything made on the way")
    parsed = parser.parse_args()
    parsed.settings = load(parsed.profile, parsed.set)
    parsed.settings.data.folder = (parsed.data or HERE / parsed.settings.data.folder).resolve()
    return parsed


def as_dict(settings: SimpleNamespace) -> dict:
    """Back to plain dictionaries, for logs and checkpoints."""
    return {k: vars(v) if isinstance(v, SimpleNamespace) else v for k, v in vars(settings).items()} | {
        "data": {k: str(v) if isinstance(v, Path) else v for k, v in vars(settings.data).items()}
    }
