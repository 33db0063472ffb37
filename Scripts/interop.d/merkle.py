"""Checks what kiemdo publishes and proves with PyPI's pymerkle, and with nothing of kiemdo's.

merkle.py folder DIR            a tree over the published headers has the checkpoint's root
merkle.py proof DIR FILE...     each tlog-proof has the path that pymerkle finds, and pymerkle accepts it
merkle.py consistency DIR OLD BODY  pymerkle finds the roots of both notes in its tree, and accepts the hashes of BODY
"""

import base64
import json
import pathlib
import sys

from pymerkle import InmemoryTree, verify_consistency, verify_inclusion


def checkpoint(text):
    """Size and root of a note; who signed it is not looked at here."""
    _, size, root = text.split("\n")[:3]
    return int(size), base64.b64decode(root, validate=True)


def tree_of(folder):
    tree = InmemoryTree(algorithm="sha256")
    size, root = checkpoint((folder / "checkpoint").read_text())
    position = 0
    while position < size:
        number, width = position // 256, min(256, size - position)
        assert number < 1000, "larger numbers have longer paths"
        name = f"{number:03}" + ("" if width == 256 else f".p/{width}")
        bundle = (folder / "tile" / "entries" / name).read_bytes()
        while bundle:
            length = int.from_bytes(bundle[:2], "big")
            tree.append_entry(bundle[2 : 2 + length])
            bundle = bundle[2 + length :]
            position += 1
    assert tree.get_size() == size and tree.get_state() == root, "the root is not the checkpoint's"
    return tree


def hashes(lines):
    return [base64.b64decode(line, validate=True) for line in lines]


def check_proof(tree, text):
    head, note = text.split("\n\n", 1)
    first, extra, index, *path = head.split("\n")
    assert first == "c2sp.org/tlog-proof@v1", first
    size, root = checkpoint(note)
    header = json.loads(base64.b64decode(extra.removeprefix("extra "), validate=True))["header"]
    position = int(index.removeprefix("index "))
    leaf = tree.hash_buff(header.encode())
    proof = tree.prove_inclusion(position + 1, size)
    # pymerkle's path has the leaf in it, in the order of the tree; RFC 6962 goes from the sibling up.
    assert sorted(proof.path) == sorted([leaf] + hashes(path)), "the path is another"
    verify_inclusion(leaf, root, proof, index=position + 1, size=size, algorithm="sha256")


def check_consistency(tree, old, body):
    head, note = body.split("\n\n", 1)
    first, *lines = head.split("\n")
    (old_size, old_root), (size, root) = checkpoint(old), checkpoint(note)
    assert first == f"old {old_size}", first
    proof = tree.prove_consistency(old_size, size)
    verify_consistency(old_root, root, proof, prior_size=old_size, later_size=size, algorithm="sha256")
    # RFC 6962 leaves out the earlier root where its tree is perfect; in other orders the hashes are the same.
    rest = [digest for digest in proof.path if digest != old_root or old_size & (old_size - 1)]
    assert sorted(rest) == sorted(hashes(lines)), "the hashes are others"


def main(what, folder, *files):
    tree = tree_of(pathlib.Path(folder))
    texts = [pathlib.Path(file).read_text() for file in files]
    if what == "proof":
        for text in texts:
            check_proof(tree, text)
    elif what == "consistency":
        check_consistency(tree, *texts)


if __name__ == "__main__":
    main(*sys.argv[1:])
