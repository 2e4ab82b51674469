"""The two kinds of process of an installation: web and worker. Both keep no state and may be many."""

import sys

from procrastinate.contrib.django import app

THREADS = 4


def web_command(host: str, port: int, processes: int) -> list[str]:
    """The command line of the web server. Its log holds no address with a query and no body."""
    return [
        *(sys.executable, "-m", "gunicorn", "wegwijs.config.wsgi"),
        *("--bind", f"[{host}]:{port}" if ":" in host else f"{host}:{port}"),
        *("--worker-class", "gthread", "--workers", str(processes), "--threads", str(THREADS)),
        *("--timeout", "60", "--graceful-timeout", "10", "--keep-alive", "30"),
        *("--max-requests", "5000", "--max-requests-jitter", "500"),
        *("--log-level", "warning", "--no-control-socket"),
    ]


def worker_command() -> list[str]:
    """The command line of a worker."""
    return [sys.executable, "-m", "wegwijs", "worker"]


def run_worker(concurrency: int, *, wait: bool = True) -> None:
    """Run jobs until asked to stop, or with ``wait=False`` until none is due. Needs Django to be set up."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(
            concurrency=concurrency, wait=wait, shutdown_graceful_timeout=8, install_signal_handlers=wait
        )
