"""What the workers do for themselves."""

import logging

from django.db import connection, transaction

from wegwijs.jobs import ATTEMPTS, Reach, job

log = logging.getLogger(__name__)

# A worker reports every 10 seconds; one that was silent this long is gone.
SILENT_SECONDS = 60
# Looking into the outbox every five seconds makes 17,000 jobs a day; what they did stands in the outbox itself.
KEEP_DAYS = 2

ORPHANS = """
SELECT job.id, job.task_name, job.attempts FROM procrastinate_jobs job
LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
WHERE job.status = 'doing'
  AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s))
ORDER BY job.id FOR UPDATE OF job SKIP LOCKED
"""


@job(Reach.NONE, every="* * * * *")
def release_orphans() -> None:
    """Give the jobs of a killed worker back to the others, or fail them after the last attempt.

    The library finds such jobs only while the dead worker's row is still there, and that row goes first.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ORPHANS, [SILENT_SECONDS])
        for number, name, attempts in cursor.fetchall():
            if attempts + 1 < ATTEMPTS:
                cursor.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [number])
                log.warning("job %s (%s) lost its worker and is offered again", number, name)
            else:
                cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [number])
                log.error("job %s (%s) lost its worker for the last time", number, name)


@job(Reach.NONE, every="17 3 * * *")
def forget_finished() -> None:
    """Delete jobs that succeeded over two days ago; failed ones stay until somebody has looked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs job WHERE status = 'succeeded' AND NOT EXISTS ("
            " SELECT 1 FROM procrastinate_events event WHERE event.job_id = job.id"
            " AND event.at > now() - make_interval(days => %s))",
            [KEEP_DAYS],
        )
