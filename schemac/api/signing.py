"""Plans signed with the SSH keys that people have, by OpenSSH itself (ssh-keygen -Y, as git signs commits).

Source: https://man.openbsd.org/ssh-keygen#Y
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

from schemac.errors import Problem, UsageError

_NAMESPACE = "schemac-plan"


def signature_of(plan: Path) -> Path:
    """Return where the signature of a plan lies: beside it."""
    return plan.with_name(f"{plan.name}.sig")


def sign(plan: Path, key: Path) -> Path:
    """Sign a plan with a private key, or with the public half of one that the agent holds, and return the signature's file.

    Raises UsageError (SC476) where that cannot be done.
    """
    signature_of(plan).unlink(missing_ok=True)
    done = _keygen("sign", "-f", str(key), "-n", _NAMESPACE, str(plan))
    if done.returncode:
        raise UsageError(Problem("SC476", f"{plan} cannot be signed: {_said(done)}", hint="give the file of an SSH key with --sign"))
    return signature_of(plan)


def verify_signature(plan: Path, signers: Path) -> str:
    """Return who signed a plan, of those in a file of allowed signers. Raises UsageError (SC477) where none of them did."""
    signature = signature_of(plan)
    if not signature.is_file():
        raise UsageError(Problem("SC477", f"{plan} is not signed", hint=f"schemac plan -o {plan.name} --sign KEY"))
    beside = ("-f", str(signers), "-s", str(signature))
    done = _keygen("find-principals", *beside)
    who = done.stdout.decode(errors="replace").strip().partition("\n")[0]
    if not done.returncode:
        done = _keygen("verify", *beside, "-I", who, "-n", _NAMESPACE, given=plan.read_bytes())
    if done.returncode:
        message = f"the signature of {plan} is not that of anybody in {signers}: {_said(done)}"
        raise UsageError(Problem("SC477", message, hint="nothing has been changed; have the plan signed as it is now"))
    return who


def _keygen(what: str, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run ssh-keygen. Raises UsageError (SC476) where it is not installed."""
    program = which("ssh-keygen")
    if program is None:
        raise UsageError(Problem("SC476", "ssh-keygen is not installed, and signatures are its work", hint="install OpenSSH"))
    return subprocess.run([program, "-Y", what, *arguments], input=given, capture_output=True, check=False)  # noqa: S603 - no shell


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join((done.stderr or done.stdout).decode(errors="replace").split())[:200]
