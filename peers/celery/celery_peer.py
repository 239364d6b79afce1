"""A Celery application that does what it is told, for tests and for trying Recloser out.

    apt-get install --no-install-recommends python3-celery python3-redis
    BROKER=redis://127.0.0.1:6379/0 python3 celery_peer.py worker mail
    BROKER=redis://127.0.0.1:6379/0 python3 celery_peer.py send mail 100 '{"ms": 20, "failures": 1}'

A job's argument: ms it runs, failures it has before it succeeds (by attempt number; a job has three
attempts), fatal (fails for good at once), countdown in seconds before a retry, calls (the name of a
dependency), note. While the file DIR/frozen exists no run ends, while DIR/down exists every run fails,
while DIR/down-NAME exists those that call NAME. DIR/log gets a line for each start (S), failure (F) and success (C): letter, job id,
attempt, time in ms.

Tests run it as two servers that take one JSON command per line and answer with one line:
`nursery` forks workers, so that each starts without importing Celery again; `client` sends jobs and
remote control.
"""

import json
import os
import signal
import socket
import sys
import time

from celery import Celery
from celery.signals import worker_ready

BROKER = os.environ.get("BROKER", "redis://127.0.0.1:6379/0")
MAX_RETRIES = 2


def make_app(folder, options):
    app = Celery("celery_peer", broker=BROKER)
    app.conf.update(
        task_default_queue="default",
        worker_prefetch_multiplier=options.get("multiplier", 4),
        task_acks_late=options.get("late", False),
        broker_connection_retry_on_startup=True,
        worker_hijack_root_logger=False,
        broker_transport_options=(
            {"global_keyprefix": os.environ["PREFIX"]} if os.environ.get("PREFIX") else {}
        ),
        **options.get("conf", {}),
    )

    def has(name):
        return folder is not None and os.path.exists(os.path.join(folder, name))

    def note(letter, request):
        if folder is not None:
            line = "%s %s %d %d\n" % (letter, request.id, request.retries + 1, time.time() * 1000)
            log = os.open(os.path.join(folder, "log"), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.write(log, line.encode())
            os.close(log)

    @app.task(bind=True, name="peer.work")
    def work(self, arg):
        note("S", self.request)
        time.sleep(arg.get("ms", 0) / 1000)
        while has("frozen"):
            time.sleep(0.005)
        if arg.get("fatal"):
            note("F", self.request)
            raise ValueError("planned failure")
        is_down = has("down") or has("down-" + arg.get("calls", ""))
        if is_down or self.request.retries < arg.get("failures", 0):
            note("F", self.request)
            error = OSError("planned failure")
            raise self.retry(exc=error, countdown=arg.get("countdown", 0), max_retries=MAX_RETRIES)
        note("C", self.request)
        return "ok"

    return app, work


def run_worker(folder, name, queues, options):
    app, _ = make_app(folder, options)

    @worker_ready.connect(weak=False)
    def ready(**_):
        if folder is not None:
            open(os.path.join(folder, "ready-" + name), "w").close()

    # What `celery worker` does, without its search for command line plug-ins.
    worker = app.Worker(
        hostname="%s@%s" % (name, socket.gethostname()),
        queues=queues,
        loglevel="WARNING",
        concurrency=options.get("concurrency", 1),
        task_events=options.get("events", False),
        pool=options.get("pool", "prefork"),
    )
    worker.start()
    return worker.exitcode


def fork_worker(command):
    pid = os.fork()
    if pid:
        return {"pid": pid}
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    folder = command["folder"]
    log = os.open(os.path.join(folder, command["name"] + ".out"), os.O_WRONLY | os.O_CREAT)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    code = 1
    try:
        code = run_worker(folder, command["name"], command["queues"], command.get("options", {})) or 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        os._exit(code)


def serve(handle):
    for line in sys.stdin:
        print(json.dumps(handle(json.loads(line))), flush=True)


def preload():
    """What a worker imports only when it starts."""
    import celery.apps.worker
    import celery.concurrency.prefork
    import celery.events.dispatcher
    import celery.worker.consumer
    import kombu.transport.redis


def nursery():
    preload()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the workers
    children = []

    def handle(command):
        answer = fork_worker(command)
        children.append(answer["pid"])
        return answer

    serve(handle)
    for pid in children:
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass


def places(app, job):
    """The keys of Redis with a message of this job."""
    with app.connection() as connection:
        redis = connection.default_channel.client
        found = []
        for key in redis.keys("*"):
            kind = redis.type(key)
            values = (
                redis.lrange(key, 0, -1) if kind == b"list" else redis.hvals(key) if kind == b"hash" else []
            )
            if any(job.encode() in value for value in values):
                found.append(key.decode())
        return found


def client():
    app, work = make_app(None, {})

    def handle(command):
        if command["do"] == "places":
            return places(app, command["id"])
        if command["do"] == "send":
            with app.producer_pool.acquire(block=True) as producer:
                return [
                    work.apply_async(
                        (plan,), queue=command["queue"], producer=producer, **command.get("how", {})
                    ).id
                    for plan in command["plans"]
                ]
        reply = app.control.broadcast(
            command["do"],
            arguments=command.get("arguments", {}),
            destination=command.get("hosts"),
            reply=True,
            timeout=command.get("timeout", 1.0),
            limit=command.get("limit"),
        )
        return reply or []

    serve(handle)


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else "help"
    if what == "nursery":
        nursery()
    elif what == "client":
        client()
    elif what == "worker":
        run_worker(os.environ.get("DIR"), "peer", sys.argv[2:] or ["default"], {"events": True, "concurrency": 4})
    elif what == "send":
        peer, task = make_app(None, {})
        with peer.producer_pool.acquire(block=True) as pool:
            for _ in range(int(sys.argv[3])):
                task.apply_async(
                    (json.loads(sys.argv[4]) if len(sys.argv) > 4 else {},),
                    queue=sys.argv[2],
                    producer=pool,
                )
    else:
        print(__doc__)
