"""A real S3-compatible store in one process: OpenStack Swift with its S3 interface, all four of its servers on loopback, objects on disk.

``python tests/s3_server.py FOLDER`` prints the port of the S3 interface when it is ready, and serves until it is killed.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

KEY, SECRET = "test:tester", "testing"
_SWIFT = """[swift-hash]
swift_hash_path_suffix = suffix
swift_hash_path_prefix = prefix
[storage-policy:0]
name = one
default = yes
[swift-constraints]
max_file_size = {limit}
"""
LIMIT = 8 << 20
"""Bytes of the largest object that the server takes."""

_BACKEND = """[DEFAULT]
devices = {folder}
swift_dir = {folder}
mount_check = false
[pipeline:main]
pipeline = {name}-server
[app:{name}-server]
use = egg:swift#{name}
"""
_PROXY = """[DEFAULT]
swift_dir = {folder}
[pipeline:main]
pipeline = catch_errors s3api tempauth slo copy proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:slo]
use = egg:swift#slo
[filter:copy]
use = egg:swift#copy
"""


@contextlib.contextmanager
def s3_server(folder: Path) -> Iterator[str]:
    """The address of a server that ends with the context."""
    command = [sys.executable, "-W", "ignore", __file__, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            port = process.stdout.readline().strip()
            assert port, "the S3 server did not start; is the package swift installed (extra dev, Linux)?"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def _serve(folder: Path) -> None:
    import logging

    import eventlet
    import eventlet.wsgi

    eventlet.monkey_patch()
    from swift.common.constraints import reload_constraints
    from swift.common.http_protocol import SwiftHttpProtocol
    from swift.common.ring import RingBuilder
    from swift.common.storage_policy import reload_storage_policies
    from swift.common.utils import set_swift_dir, validate_hash_conf
    from swift.common.wsgi import loadapp

    (folder / "disk").mkdir(parents=True)
    (folder / "swift.conf").write_text(_SWIFT.format(limit=LIMIT))
    sockets = {name: eventlet.listen(("127.0.0.1", 0)) for name in ("account", "container", "object", "proxy")}
    for name, socket in sockets.items():
        (folder / f"{name}.conf").write_text((_PROXY if name == "proxy" else _BACKEND).format(folder=folder, name=name))
        if name != "proxy":
            ring = RingBuilder(4, 1, 0)
            ip, port = socket.getsockname()
            ring.add_dev({"region": 1, "zone": 1, "ip": ip, "port": port, "device": "disk", "weight": 1})
            ring.rebalance()
            ring.get_ring().save(str(folder / f"{name}.ring.gz"))
    set_swift_dir(str(folder))
    validate_hash_conf()
    reload_constraints()
    reload_storage_policies()
    silent = logging.getLogger("silent")
    silent.addHandler(logging.NullHandler())
    silent.propagate = False
    servers = [
        eventlet.spawn(
            eventlet.wsgi.server, socket, loadapp(str(folder / f"{name}.conf")), log=silent, log_output=False, protocol=SwiftHttpProtocol
        )
        for name, socket in sockets.items()
    ]
    print(sockets["proxy"].getsockname()[1], flush=True)
    for server in servers:
        server.wait()


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    _serve(Path(sys.argv[1]))
