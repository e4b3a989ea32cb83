"""Make `.venv` from `uv.lock`, and first what it stands on; `make setup` runs this.

It runs before anything is installed, so it uses the standard library alone. What only an administrator may
install it installs through apt when it may, and otherwise it names the command and stops.
"""

from __future__ import annotations  # an older Python must get as far as the sentence that refuses it

import ctypes
import ctypes.util
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OWN_UV = VENV / "bin" / "uv"
STAMP = VENV / ".ready"
BASE_PYTHON = str(Path(sys.executable).resolve())  # stays when an active .venv is made anew

# Fetched only where no uv is found; raise it when a lock file needs a newer one.
UV = "uv==0.13.9"

# What WeasyPrint opens by name → Debian's package for it; these bring GObject, HarfBuzz and Fontconfig along.
# Without harfbuzz-subset WeasyPrint 70 warns and embeds fonts in another way, so one machine would not be another.
LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}


def main() -> None:
    """Set up what is missing; return at once when nothing is."""
    if sys.version_info < (3, 11):  # noqa: UP036 - pyproject.toml says so, but nothing has read it yet
        stop("Python 3.11 or newer is needed; name one like this: make PYTHON=python3.12 test")
    os.chdir(ROOT)
    home = f"{ROOT} Python {sys.version}"
    files = [ROOT / "uv.lock", ROOT / "pyproject.toml", Path(__file__)]
    locked = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    ready = STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
    if not ready.startswith(home):
        # Half made, or made elsewhere or by another Python: its scripts would run something else.
        shutil.rmtree(VENV, ignore_errors=True)
    install_system_packages()
    if ready != f"{home}\n{locked}\n":
        fill_environment()
        STAMP.write_text(f"{home}\n{locked}\n", encoding="utf-8")


def install_system_packages() -> None:
    """Bring in the shared libraries and the venv module where they are missing."""
    missing = {name: package for name, package in LIBRARIES.items() if not loads(name)}
    if not (shutil.which("uv") or OWN_UV.exists() or importlib.util.find_spec("ensurepip")):
        missing["venv"] = f"python3.{sys.version_info.minor}-venv"
    if not missing:
        return
    names, packages = ", ".join(missing), " ".join(missing.values())
    if not shutil.which("apt-get"):
        tool = "brew install" if sys.platform == "darwin" else "sudo dnf install"
        stop(f"missing: {names}; run: {tool} pango python3 (or what your system calls them)")
    may = become_root()
    if may is None:
        stop(f"missing: {names}; installing needs root, so run: sudo apt-get install {packages}")
    say(f"Installing {packages} through apt")
    apt = [*may, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    apt += ["-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=120"]  # no progress bars; wait for another apt
    # A fresh system has no package lists. A broken list of someone else's must not stop us: install decides.
    subprocess.run([*apt, "update"], check=False)
    if subprocess.run([*apt, "install", "--yes", "--no-install-recommends", *missing.values()], check=False).returncode:
        stop(f"apt could not install {packages}; what it said is above")


def loads(name: str) -> bool:
    """Tell whether the dynamic linker finds a library, under the names WeasyPrint tries."""
    for file in (f"lib{name}.so.0", f"lib{name}.dylib", ctypes.util.find_library(name)):
        try:
            if file:
                ctypes.CDLL(file)
                return True
        except OSError:
            continue
    return False


def become_root() -> list[str] | None:
    """Give what goes before a command to run it as root: nothing, sudo, or None when neither is allowed."""
    if os.geteuid() == 0:
        return []
    asks_nothing = shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode
    return ["sudo", "-n"] if asks_nothing else None


def fill_environment() -> None:
    """Install what uv.lock names, with the uv at hand or with one of the environment's own."""
    say("Setting up .venv from uv.lock")
    uv = shutil.which("uv")
    if uv is None:
        uv = str(OWN_UV)
        if not OWN_UV.exists():
            run(BASE_PYTHON, "-m", "venv", str(VENV))
            run(str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    elif not PYTHON.exists():
        run(uv, "venv", "--quiet", "--python", BASE_PYTHON, str(VENV))
    # Sync removes what the lock no longer names, but leaves pip and uv in an environment that venv made.
    run(uv, "sync", "--locked", "--compile-bytecode", "--python", str(PYTHON))


def run(*command: str) -> None:
    """Run a command in the project's own environment, and stop where it fails."""
    # Whatever environment the caller has active, .venv is the one that is meant.
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV)}
    environment.pop("VIRTUAL_ENV", None)
    if subprocess.run(command, env=environment, check=False).returncode:
        stop(f"this failed, and what it said is above: {' '.join(command)}")


def say(line: str) -> None:
    """Tell what is being done."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def stop(sentence: str) -> NoReturn:
    """End with one sentence for the person at the keyboard."""
    raise SystemExit(f"priorauth set-up: {sentence}")


if __name__ == "__main__":
    main()
