"""Checks what kiemdo publishes and proves with PyPI's aics-tlog, and with nothing of kiemdo's.

tiles.py folder KEY DIR            the checkpoint is signed, and its tiles and bundles are those of its root
tiles.py proof KEY FILE...         each tlog-proof leads from its header to the root of its signed checkpoint
tiles.py consistency KEY OLD BODY  the note in BODY extends the note OLD
"""

import base64
import json
import pathlib
import sys

from aics_tlog import FileSystemTileReader, parse_checkpoint, parse_note, parse_vkey, verify_checkpoint
from aics_tlog import verify_consistency, verify_leaf_inclusion
from aics_tlog.verified import audit_tiles


def signed(text, key):
    note = parse_note(text)
    result = verify_checkpoint(note, key, expected_origin=key.name)
    assert result.ok, result
    return parse_checkpoint(note.text)


def hashes(lines):
    return [base64.b64decode(line, validate=True) for line in lines]


def check_folder(key, folder):
    head = signed((pathlib.Path(folder) / "checkpoint").read_text(), key)
    report = audit_tiles(FileSystemTileReader(folder), head.size, head.root)
    print(report)


def check_proof(key, file):
    head, note = pathlib.Path(file).read_text().split("\n\n", 1)
    checkpoint = signed(note, key)
    first, extra, index, *path = head.split("\n")
    assert first == "c2sp.org/tlog-proof@v1", first
    header = json.loads(base64.b64decode(extra.removeprefix("extra "), validate=True))["header"]
    position = int(index.removeprefix("index "))
    assert verify_leaf_inclusion(header.encode(), position, checkpoint.size, hashes(path), checkpoint.root)


def check_consistency(key, old, body):
    head, note = pathlib.Path(body).read_text().split("\n\n", 1)
    earlier, later = signed(pathlib.Path(old).read_text(), key), signed(note, key)
    first, *path = head.split("\n")
    assert first == f"old {earlier.size}", first
    assert verify_consistency(earlier.size, later.size, earlier.root, later.root, hashes(path))


def main(what, key, *files):
    key = parse_vkey(key)
    if what == "folder":
        check_folder(key, *files)
    elif what == "proof":
        for file in files:
            check_proof(key, file)
    else:
        check_consistency(key, *files)


if __name__ == "__main__":
    main(*sys.argv[1:])
