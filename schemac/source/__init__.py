"""From what somebody wrote, in YAML or as a Python dict, to a definition."""

from schemac.source.loading import from_dict, load

__all__ = ["from_dict", "load"]
