#!/usr/bin/env python3
"""verify-ledger.py: a second opinion on a KiemDo ledger.

    verify-ledger.py LEDGER [--key KEY] [--checkpoint FILE] [--witness KEY]... [--json]
    verify-ledger.py --tiles FOLDER [--key KEY] [--checkpoint FILE] [--json]
    verify-ledger.py --report FILE --key KEY [--checkpoint FILE] [--json]

One file, Python 3.11, the standard library and nothing else: no code of KiemDo's. It was written from
Schemas/ledger-format.md alone and follows that text from top to bottom; the numbers in the headings below are its
sections, the numbers at "check" are the rows of the table in section 14, whose codes it reports. Whoever does not
trust `kiemdo verify` may read this, or have it read, and run it on a computer of their own.

It writes nothing: the ledger is opened as immutable, or, if a write-ahead log with content lies beside it, a private
copy of both is read.

KEY is the ledger's verifier key as known from outside (a paper, an earlier visit), or @FILE. Without it the best answer
is "consistent": a history that somebody invented from its first day is consistent too. FILE of --checkpoint is a signed
note that was kept elsewhere; only it can show that a newer history was put away for an older one.

It does not compare projections (check 40), which prove nothing, and it judges payloads by their schemas (check 22) only
where it finds those (../Schemas/events, or --schemas); all else of section 14 is checked.

Exit: 0 sound, 1 findings, 64 wrong use, 65 not a ledger or of a newer format, 66 no such file.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import contextlib
import dataclasses
import datetime
import gzip
import hashlib
import io
import json
import multiprocessing
import os
import re
import shutil
import sqlite3
import stat
import struct
import sys
import tempfile
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional, Union

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

# ---------------------------------------------------------------------------------------------------------------------
# Ed25519 (RFC 8032, 5.1). A signature (R, S) by A on M holds if [S]B - [k]A encodes to R; k is SHA-512(R || A || M).
# Both products are sums of entries of a table for the point, one entry from each row. So a signature costs some 60
# additions and no doubling. The tables are made once a key, the wider the more it has signed. R is never decoded.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
LOW = 2**255 - 1  # the bits that a number below 2^255 has

Affine = tuple[int, int]
Extended = tuple[int, int, int, int]  # X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z, all modulo P and maybe not reduced
Niels = tuple[int, int, int]  # y + x, y - x, 2dxy: what an addition needs of an affine point
NEUTRAL: Extended = (0, 1, 1, 0)


def decode_point(data: bytes) -> Optional[Affine]:
    """The point that 32 bytes encode, None if they encode none (RFC 8032, 5.1.3)."""
    number = int.from_bytes(data, "little")
    y, sign = number & LOW, number >> 255
    if len(data) != 32 or y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P != u:
        x = x * ROOT_OF_MINUS_ONE % P
        if v * x * x % P != u:
            return None
    if x == 0 and sign:
        return None
    return (P - x if x & 1 != sign else x), y


def niels(point: Affine) -> Niels:
    x, y = point
    return y + x, y - x, x * y % P * (2 * D) % P


def add(points: Iterable[Extended], entries: Iterable[Niels]) -> list[Extended]:
    """Each point plus its entry, by the formulas of RFC 8032, 5.1.4, which hold for any two points.

    This loop is where a verification spends its time. As 2^255 is 19 modulo P, (n & LOW) + (n >> 255) * 19 is n modulo
    P again: not the least such number, but short enough to go on with, and found in two thirds of the time of n % P.
    """
    sums = list[Extended]()
    for (x, y, z, t), (plus, minus, t2d) in zip(points, entries):
        c, d = t * t2d, z + z
        c = (c & LOW) + (c >> 255) * 19
        a, b = (y - x) * minus, (y + x) * plus
        e, f, g, h = (b - a) % P, d - c, d + c, (b + a) % P
        x, y, t = e * f, g * h, e * h
        x = (x & LOW) + (x >> 255) * 19
        y = (y & LOW) + (y >> 255) * 19
        t = (t & LOW) + (t >> 255) * 19
        sums.append((x, y, f * g % P, t))
    return sums


def double(point: Extended) -> Extended:
    x, y, z, _ = point
    a, b = x * x % P, y * y % P
    g, h = a - b, a + b
    e, f = h - (x + y) ** 2 % P, 2 * z * z % P + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def inverses(numbers: Sequence[int]) -> list[int]:
    """1/n for each, with one inversion (Montgomery)."""
    products = [1]
    for number in numbers:
        products.append(products[-1] * number % P)
    inverse, result = pow(products[-1], -1, P), [0] * len(numbers)
    for index in range(len(numbers) - 1, -1, -1):
        result[index] = products[index] * inverse % P
        inverse = inverse * numbers[index] % P
    return result


def affine(points: Sequence[Extended]) -> list[Affine]:
    return [(p[0] * i % P, p[1] * i % P) for p, i in zip(points, inverses([p[2] for p in points]))]


class Table:
    """The multiples of a point by digits of `width` bits, from -half to half - 1: entry half + digit of row i is
    [digit * 2^(width * i)] of the point. The negative ones are the others with their signs changed."""

    def __init__(self, point: Affine, width: int) -> None:
        half, self.width, self.rows = 1 << width - 1, width, list[list[Niels]]()
        doubled = [(*point, 1, point[0] * point[1] % P)]
        while len(doubled) < 254:
            doubled.append(double(doubled[-1]))
        bases = [niels(base) for base in affine(doubled[::width])]
        multiples = [[NEUTRAL] * len(bases)]
        for _ in range(half):
            multiples.append(add(multiples[-1], bases))
        points = affine([point for column in multiples for point in column])
        for row in range(len(bases)):
            *positive, last = map(niels, points[row :: len(bases)])
            negative = [(minus, plus, P - t2d) for plus, minus, t2d in [last] + positive[:0:-1]]
            self.rows.append(negative + positive)
        self.halves = sum(half << width * i for i in range(len(bases)))

    def add_multiples(self, scalars: Sequence[int], to: Sequence[Extended]) -> list[Extended]:
        """To each point the multiple of the table's point by a scalar below ORDER.

        Row by row, as a processor's cache holds a row and not a table.
        """
        mask, sums = (1 << self.width) - 1, list(to)
        rest = [scalar + self.halves for scalar in scalars]  # so that each digit is the number of its entry
        for row in self.rows:
            sums = add(sums, [row[number & mask] for number in rest])
            rest = [number >> self.width for number in rest]
        return sums


def table_for(point: Affine, uses: int) -> Table:
    """Of the width that costs least: half of the entries are made, each for two additions; a use adds one a row."""
    return Table(point, min(range(2, 14), key=lambda width: -(-254 // width) * ((1 << width) + uses)))


BASE_Y = 4 * pow(5, -1, P) % P
BASE = decode_point(BASE_Y.to_bytes(32, "little")) or (0, 0)


def is_safe(public: bytes) -> bool:
    """Section 6: a point, y below p, and not one of the points of small order, under which anybody can sign."""
    if (point := decode_point(public)) is None:
        return False
    x, y, z, _ = double(double(double((*point, 1, 0))))
    return x != 0 or y != z


@dataclass(frozen=True)
class Claim:
    """That `signature` is `public`'s on `message`."""

    public: bytes
    message: bytes
    signature: bytes


def verify_all(claims: Sequence[Claim]) -> list[bool]:
    """Whether each claim holds; on all processors if there are many."""
    by_key, verdicts = dict[bytes, list[int]](), [False] * len(claims)
    for index, claim in enumerate(claims):
        if len(claim.signature) == 64 and int.from_bytes(claim.signature[32:], "little") < ORDER:
            by_key.setdefault(claim.public, []).append(index)
    base, parts = table_for(BASE, len(claims)), list[tuple[Table, list[int]]]()
    for public, indexes in by_key.items():
        if point := decode_point(public):
            table = table_for((-point[0] % P, point[1]), len(indexes))
            parts += [(table, indexes[i : i + PART]) for i in range(0, len(indexes), PART)]

    def verify(number: int) -> list[bool]:
        table, part = parts[number][0], [claims[index] for index in parts[number][1]]
        s = [int.from_bytes(claim.signature[32:], "little") for claim in part]
        digests = [hashlib.sha512(claim.signature[:32] + claim.public + claim.message).digest() for claim in part]
        k = [int.from_bytes(digest, "little") % ORDER for digest in digests]
        sums = affine(table.add_multiples(k, base.add_multiples(s, [NEUTRAL] * len(part))))
        encodings = [((x & 1) << 255 | y).to_bytes(32, "little") for x, y in sums]
        return [encoding == claim.signature[:32] for encoding, claim in zip(encodings, part)]

    answers: Iterable[list[bool]] = map(verify, range(len(parts)))
    workers = min(os.cpu_count() or 1, len(claims) // PART)
    if workers > 1 and "fork" in multiprocessing.get_all_start_methods():
        global _share  # a forked worker inherits the tables; only numbers and answers travel
        _share = verify
        # Unlike multiprocessing.Pool it ends without signals, which may be blocked, and fails if a worker is killed.
        with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
            answers = list(pool.map(_run_share, range(len(parts))))
    for (_, indexes), answer in zip(parts, answers):
        for index, holds in zip(indexes, answer):
            verdicts[index] = holds
    return verdicts


PART = 400  # claims by one key that are verified together

_share: Callable[[int], list[bool]] = lambda number: []


def _run_share(number: int) -> list[bool]:
    return _share(number)


# ---------------------------------------------------------------------------------------------------------------------
# 1. Terms: texts that stand for bytes, canonical JSON (5).


def sha256(*parts: bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def decode_base64(text: Union[str, bytes]) -> Optional[bytes]:
    """The bytes of the one base64 text that stands for them, None for any other text."""
    try:
        raw = text.encode("ascii") if isinstance(text, str) else text
        data = base64.b64decode(raw, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data) == raw else None


def encode_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def encode_json(value: Any) -> bytes:
    """Canonical JSON: Python sorts strings by code point and escapes what section 5 wants escaped."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def decode_json(body: bytes) -> tuple[Any, str]:
    """The object that canonical JSON says, and ""; or None and why it is not canonical JSON of an object."""

    def integer(text: str) -> int:
        if len(text) > 17 or abs(int(text)) > 2**53 - 1:
            raise ValueError("an integer beyond 2^53 - 1")
        return int(text)

    def no_number(text: str) -> None:
        raise ValueError(f"{text[:20]} is no integer")

    try:
        text = body.decode()
        value = json.loads(text, parse_int=integer, parse_float=no_number, parse_constant=no_number)
        if not isinstance(value, dict):
            return None, "no object"
        if depth(value) > 64:
            return None, "nested deeper than 64"
        if not unicodedata.is_normalized("NFC", text):
            return None, "not in Normalization Form C"
        # What is left (order and repetition of keys, white space, escapes, -0, surrogates) shows in the bytes.
        return (value, "") if encode_json(value) == body else (None, "another text of the same value")
    except RecursionError:
        return None, "nested deeper than 64"
    except ValueError as error:
        return None, str(error)[:120]


def depth(value: Any) -> int:
    level, layer = 0, [value]
    while layer := [v for v in layer if isinstance(v, (dict, list))]:
        level += 1
        layer = [member for v in layer for member in (v.values() if isinstance(v, dict) else v)]
    return level


# ---------------------------------------------------------------------------------------------------------------------
# 14. The account: what a verification ends in.


@dataclass(frozen=True)
class Finding:
    code: str
    position: Optional[int]
    subject: str
    expected: str
    found: str


LISTED = 100  # of each code; further findings are counted


@dataclass
class Account:
    findings: list[Finding] = field(default_factory=list)
    further: Counter[str] = field(default_factory=Counter)
    not_checked: list[dict[str, Any]] = field(default_factory=list)
    erasures: list[dict[str, Any]] = field(default_factory=list)
    erasure_unfinished: bool = False
    origin: Optional[str] = None
    root: Optional[bytes] = None
    size: int = 0
    ledger_key: Optional[str] = None
    claims: list[tuple[Claim, Finding]] = field(default_factory=list)

    def find(self, code: str, position: Optional[int], subject: str = "", expected: Any = "", found: Any = "") -> None:
        if sum(f.code == code for f in self.findings[-LISTED * 2 :]) >= LISTED:
            self.further[code] += 1
        else:
            self.findings.append(Finding(code, position, subject, show(expected), show(found)))

    def skip(self, code: str, position: Optional[int], subject: str = "") -> None:
        self.not_checked.append({"code": code, "position": position, "subject": subject})

    def claim(self, claim: Claim, code: str, position: Optional[int], subject: str) -> None:
        """A signature that must hold; all are verified together at the end."""
        expected = f"a signature by {encode_base64(claim.public)}"
        self.claims.append((claim, Finding(code, position, subject, expected, encode_base64(claim.signature))))

    def settle(self) -> None:
        for holds, (_, finding) in zip(verify_all([claim for claim, _ in self.claims]), self.claims):
            if not holds:
                self.find(finding.code, finding.position, finding.subject, finding.expected, finding.found)
        self.claims.clear()
        self.findings.sort(key=lambda f: (f.position is not None, f.position or 0))


def show(value: Any) -> str:
    if isinstance(value, bytes):
        return encode_base64(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


# ---------------------------------------------------------------------------------------------------------------------
# 4. Header.

ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}"
OFFICER = "[a-z0-9][a-z0-9.-]{0,31}"
MAX_INTEGER = 2**53 - 1
HEADER = re.compile(
    rf'\{{"command":"(?P<command>{ULID})","officer":"(?P<officer>{OFFICER})",'
    r'"payload":"(?P<payload>[A-Za-z0-9+/]{43}=)","position":(?P<position>0|[1-9][0-9]*),'
    r'"recordedAt":"(?P<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)",'
    rf'"schema":(?P<schema>[1-9][0-9]*),"stream":"(?P<stream>ledger|[a-z]+/{ULID})",'
    r'"type":"(?P<type>[a-z][A-Za-z]*\.[a-z][A-Za-z]*)","version":(?P<version>[1-9][0-9]*)\}'.encode()
)


@dataclass(frozen=True)
class Header:
    command: str
    officer: str
    commitment: bytes
    position: int
    time: str
    schema: int
    stream: str
    type: str
    version: int


def parse_header(raw: bytes) -> Optional[Header]:
    match = HEADER.fullmatch(raw) if len(raw) <= 512 else None
    if match is None:
        return None
    text = {name: value.decode() for name, value in match.groupdict().items()}
    commitment = decode_base64(text["payload"])
    position, schema, version = int(text["position"]), int(text["schema"]), int(text["version"])
    if commitment is None or position >= 2**32 or max(schema, version) > MAX_INTEGER or not is_time(text["time"]):
        return None
    return Header(
        text["command"], text["officer"], commitment, position, text["time"], schema, text["stream"], text["type"],
        version,
    )


def is_time(text: str) -> bool:
    try:  # year 0000 is a leap year of the Gregorian calendar that Python has not
        datetime.datetime.strptime(text.replace("0000-", "2000-", 1), "%Y-%m-%dT%H:%M:%S.%fZ")
    except ValueError:
        return False
    return text[17:19] < "60"


# ---------------------------------------------------------------------------------------------------------------------
# 6. Keys.

ORIGIN = re.compile(r"[a-z0-9][a-z0-9.-]*(/[A-Za-z0-9._-]+)*")


def is_origin(text: Any) -> bool:
    good = isinstance(text, str) and len(text) <= 200 and ORIGIN.fullmatch(text)
    return bool(good) and "officer" not in text.split("/")


@dataclass(frozen=True)
class Key:
    """A verifier key: Ed25519 (algorithm 1), or of a witness (4)."""

    name: str
    id: bytes
    public: bytes
    text: str


def parse_key(text: Any, algorithm: int = 1) -> Optional[Key]:
    parts = text.split("+", 2) if isinstance(text, str) else []
    data = decode_base64(parts[2]) if len(parts) == 3 else None
    if data is None or len(data) != 33 or data[0] != algorithm or not is_safe(data[1:]):
        return None
    identity = sha256(parts[0].encode("utf-8", "surrogatepass"), b"\n", data)[:4]
    return Key(parts[0], identity, data[1:], text) if identity.hex() == parts[1] else None


@dataclass
class Officer:
    key: Key
    revoked: bool = False


class Keys:
    """6.1: who may sign, as the events on keys say it. What an append changes counts from the next one on."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.origin: Optional[str] = None
        self.ledger: list[Key] = []  # all there were, the one in force last
        self.officers: dict[str, Officer] = {}
        self.used: set[bytes] = set()
        self.rotation: Optional[Key] = None  # of this append
        self.enrolled: dict[str, Officer] = {}  # in this append
        self.revoked: list[str] = []  # in this append

    TYPES = ("ledger.opened", "officer.enrolled", "officer.revoked", "ledgerKey.rotated")

    def apply(self, position: int, kind: str, payload: Optional[dict[str, Any]]) -> None:
        """Check 30. An event that is a finding has no effect."""
        rules = {
            "ledger.opened": self._open,
            "officer.enrolled": self._enroll,
            "officer.revoked": self._revoke,
            "ledgerKey.rotated": self._rotate,
        }
        refused = "a payload" if payload is None else rules[kind](position, payload)
        if refused:
            self.account.find("keys.event", position, kind, refused, payload or "none")

    def _fresh_key(self, text: Any, name: str) -> Union[Key, str]:
        key = parse_key(text)
        if key is None:
            return "a verifier key with its own id and a safe point"
        if key.name != name:
            return f"a key named {name}"
        return "a key that was never used before" if key.public in self.used else key

    def _open(self, position: int, payload: dict[str, Any]) -> str:
        if position != 0:
            return "at position 0 and nowhere else"
        if isinstance(payload.get("format"), int) and payload["format"] > 1:
            raise NotALedger(65, f"format {payload['format']}: written by a newer program; neither sound nor unsound")
        if not is_origin(payload.get("origin")) or not isinstance(payload.get("format"), int):
            return "a format and an origin"
        key = self._fresh_key(payload.get("ledgerKey"), payload["origin"])
        if isinstance(key, str):
            return key
        self.origin = payload["origin"]
        self.ledger.append(key)
        self.used.add(key.public)
        return ""

    def _enroll(self, position: int, payload: dict[str, Any]) -> str:
        name = payload.get("id")
        if not isinstance(name, str) or not re.fullmatch(OFFICER, name):
            return "an officer's id"
        if self.origin is None:
            return "after ledger.opened"
        if name in self.officers or name in self.enrolled:
            return "an id that was never used before"
        key = self._fresh_key(payload.get("key"), f"{self.origin}/officer/{name}")
        if isinstance(key, str):
            return key
        proof = decode_base64(payload["proof"]) if isinstance(payload.get("proof"), str) else None
        claim = Claim(key.public, f"kiemdo/officer/v1\n{self.origin}\n{name}\n".encode(), proof or b"")
        if not verify_all([claim])[0]:
            return "a proof by the new key"
        self.used.add(key.public)
        self.enrolled[name] = Officer(key)
        return ""

    def _revoke(self, position: int, payload: dict[str, Any]) -> str:
        name = payload.get("id")
        everybody = {**self.officers, **self.enrolled}
        remaining = {n for n, o in everybody.items() if not o.revoked} - set(self.revoked)
        if name not in remaining:
            return "an officer who is enrolled and not revoked"
        if len(remaining) == 1:
            return "another officer who remains"
        self.revoked.append(str(name))
        return ""

    def _rotate(self, position: int, payload: dict[str, Any]) -> str:
        if self.origin is None:
            return "after ledger.opened"
        if self.rotation is not None:
            return "one rotation in an append"
        key = self._fresh_key(payload.get("key"), self.origin)
        if isinstance(key, str):
            return key
        self.used.add(key.public)
        self.rotation = key
        return ""

    def signers(self, officer: str, first: bool) -> Optional[list[Key]]:
        """8: whose signatures the checkpoint of this append has. None if the officer is not in force (check 31)."""
        who = (self.enrolled if first else self.officers).get(officer)
        if who is None or who.revoked:
            return None
        return self.ledger[-1:] + [who.key] + ([self.rotation] if self.rotation else [])

    def end_append(self) -> None:
        self.officers.update(self.enrolled)
        for name in self.revoked:
            self.officers[name].revoked = True
        if self.rotation:
            self.ledger.append(self.rotation)
        self.rotation, self.enrolled, self.revoked = None, {}, []


# ---------------------------------------------------------------------------------------------------------------------
# 7. Tree and tiles.


def leaf_hash(header: bytes) -> bytes:
    return sha256(b"\0", header)


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1", left, right)


class Tree:
    """An append-only RFC 6962 tree: the roots of its perfect subtrees, the largest first, and its tiles."""

    def __init__(self, size: int = 0, roots: Sequence[bytes] = ()) -> None:
        self.size, self.roots = size, list(roots)
        self.tiles: dict[tuple[int, int], bytes] = {}  # hashes of full and partial tiles, by level and number

    def append(self, leaf: bytes) -> None:
        self._add_to_tile(0, self.size, leaf)
        self.size += 1
        self.roots.append(leaf)
        height = 0
        while self.size % (2 << height) == 0:
            right = self.roots.pop()
            self.roots.append(node_hash(self.roots.pop(), right))
            height += 1
            if height % 8 == 0:
                self._add_to_tile(height // 8, (self.size >> height) - 1, self.roots[-1])

    def _add_to_tile(self, level: int, index: int, digest: bytes) -> None:
        place = (level, index // 256)
        self.tiles[place] = self.tiles.get(place, b"") + digest

    def root(self) -> bytes:
        if not self.roots:
            return sha256()
        root = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            root = node_hash(left, root)
        return root


def first_difference(left: bytes, right: bytes) -> int:
    """Which hash of a tile is the first that differs."""
    return next(i for i in range(256) if left[32 * i : 32 * i + 32] != right[32 * i : 32 * i + 32])


def tile_root(hashes: bytes) -> bytes:
    layer = [hashes[i : i + 32] for i in range(0, len(hashes), 32)]
    while len(layer) > 1:
        layer = [node_hash(left, right) for left, right in zip(layer[::2], layer[1::2])]
    return layer[0]


# ---------------------------------------------------------------------------------------------------------------------
# 8. Checkpoints.


@dataclass(frozen=True)
class SignatureLine:
    name: str
    data: bytes  # key id, then the signature


@dataclass(frozen=True)
class Note:
    text: bytes  # the three lines, what is signed
    origin: str
    size: int
    root: bytes
    signatures: list[SignatureLine]


def parse_signature_line(line: str) -> Optional[SignatureLine]:
    match = re.fullmatch(r"\u2014 ([^ +\n]+) ([A-Za-z0-9+/=]+)", line)
    data = decode_base64(match[2]) if match else None
    if match is None or data is None or len(data) < 5 or any(c.isspace() for c in match[1]):
        return None
    return SignatureLine(match[1], data)


def parse_note(raw: bytes) -> Union[Note, str]:
    """Three lines, an empty one, signature lines; or what is not so."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return "no UTF-8"
    head, gap, tail = text.rpartition("\n\n")
    lines = head.split("\n")
    if not gap or len(lines) != 3 or any(c < " " and c != "\n" for c in text):
        return "not three lines and an empty one"
    root = decode_base64(lines[2])
    if not re.fullmatch("0|[1-9][0-9]{0,15}", lines[1], re.ASCII) or int(lines[1]) >= 2**53:
        return "no size"
    if root is None or len(root) != 32:
        return "no root"
    signatures = [parse_signature_line(line) for line in tail.split("\n")[:-1]]
    if not tail.endswith("\n") or None in signatures or len(signatures) > 100:
        return "a line that is no signature, or more than 100"
    good = [line for line in signatures if line]
    return Note((head + "\n").encode(), lines[0], int(lines[1]), root, good)


def check_signatures(account: Account, note: Note, keys: Sequence[Key], at: Optional[int] = None) -> None:
    """Check 27."""
    subject, position = f"checkpoint {note.size}", note.size - 1 if at is None else at
    found = [(line.name, line.data[:4].hex()) for line in note.signatures]
    expected = [(key.name, key.id.hex()) for key in keys]
    if found != expected:
        account.find("checkpoint.signature", position, subject, expected, found)
        return
    for key, line in zip(keys, note.signatures):
        account.claim(Claim(key.public, note.text, line.data[4:]), "checkpoint.signature", position, subject)


def check_cosignature(account: Account, line: bytes, size: int, note: Optional[Note], witnesses: list[Key]) -> None:
    """8.1 and check 28."""
    subject = f"cosignature of {size}"
    try:
        parsed = parse_signature_line(line.decode())
    except UnicodeDecodeError:
        parsed = None
    year_10000 = 253402300800
    if parsed is None or len(parsed.data) != 76 or int.from_bytes(parsed.data[4:12], "big") >= year_10000:
        account.find("checkpoint.cosignature", None, subject, "a cosignature", line.decode(errors="replace"))
        return
    for key in witnesses:
        if note and (key.name, key.id) == (parsed.name, parsed.data[:4]):
            (time,) = struct.unpack(">Q", parsed.data[4:12])
            message = f"cosignature/v1\ntime {time}\n".encode() + note.text
            account.claim(Claim(key.public, message, parsed.data[12:]), "checkpoint.cosignature", None, subject)


# ---------------------------------------------------------------------------------------------------------------------
# 9, 10. Headers in order: what can be said of a history without its payloads.


class Chain:
    """Checks 9 to 14 over headers in order. Who reads it says where an append ends."""

    begins_late = False  # the first versions of streams are not in sight

    def __init__(self, account: Account) -> None:
        self.account = account
        self.versions: dict[str, int] = {}
        self.before: Optional[Header] = None
        self.commands: set[str] = set()
        self.append: Optional[Header] = None  # the first header of this append

    def end_append(self) -> None:
        self.append = None

    def read(self, position: int, raw: bytes) -> Optional[Header]:
        header = parse_header(raw)
        if header is None:
            self.account.find("event.header", position, "header", "a header", raw[:600].decode(errors="replace"))
            return None
        self._compare("event.position", position, position, header.position)
        if header.stream in self.versions or not self.begins_late:
            self._compare("event.version", position, self.versions.get(header.stream, 0) + 1, header.version)
        self.versions[header.stream] = header.version
        corrects = header.type == "clock.corrected" and header.stream == "ledger"
        if self.before and header.time < self.before.time and not corrects:
            self.account.find("event.time", position, "header", f"not before {self.before.time}", header.time)
        made = (header.command, header.officer)
        if self.append is None:
            self.append = header
            if header.command in self.commands:
                self.account.find("event.commandReused", position, "header", "a command of its own", header.command)
            self.commands.add(header.command)
        elif self.before and made != (self.before.command, self.before.officer):
            self._compare("event.appendMixed", position, [self.append.command, self.append.officer], list(made))
        self.before = header
        return header

    def _compare(self, code: str, position: int, expected: Any, found: Any) -> None:
        if expected != found:
            self.account.find(code, position, "header", expected, found)


# ---------------------------------------------------------------------------------------------------------------------
# 11. Event types.

STREAM_OF = {
    **dict.fromkeys(
        "ledger.opened ledger.restored clock.corrected officer.enrolled officer.named officer.revoked "
        "ledgerKey.rotated personalData.erased unit.described profile.adopted "
        "classList.printed classList.signed classList.unsigned".split(),
        "ledger",
    ),
    **dict.fromkeys(
        "candidate.registered candidate.corrected candidate.withdrawn candidate.restored sheet.printed sheet.returned "
        "sheet.signed sheet.unsigned".split(),
        "candidate",
    ),
}
PAGES = ("sheet.printed", "classList.printed")


def is_at_home(header: Header) -> bool:
    """Check 16."""
    return STREAM_OF.get(header.type, header.stream.partition("/")[0]) == header.stream.partition("/")[0]


def violation(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "$") -> str:
    """Where `value` is not what a JSON Schema wants, "" if it is: the vocabulary that Schemas/events uses."""
    if "$ref" in schema:
        if wrong := violation(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, path):
            return wrong
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    if "type" in schema:
        if not isinstance(value, kinds[schema["type"]]) or (schema["type"] == "integer" and isinstance(value, bool)):
            return f"{path}: no {schema['type']}"
    if "const" in schema and (value != schema["const"] or type(value) is not type(schema["const"])):
        return f"{path}: not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{path}: none of {schema['enum']}"
    for name, fits in (("oneOf", lambda n: n == 1), ("anyOf", lambda n: n > 0)):
        if name in schema and not fits(sum(not violation(value, s, root, path) for s in schema[name])):
            return f"{path}: fits none of the alternatives"
    if "not" in schema and not violation(value, schema["not"], root, path):
        return f"{path}: what may not be"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            return f"{path}: not {schema['pattern']}"
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            return f"{path}: too short or too long"
    elif isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return f"{path}: too small or too great"
    elif isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            return f"{path}: too few items"
        if schema.get("uniqueItems") and len({encode_json(item) for item in value}) < len(value):
            return f"{path}: an item twice"
        parts = ((f"{path}[{i}]", item, schema.get("items", {})) for i, item in enumerate(value))
        return next((wrong for at, item, sub in parts if (wrong := violation(item, sub, root, at))), "")
    elif isinstance(value, dict):
        if len(value) < schema.get("minProperties", 0):
            return f"{path}: empty"
        if missing := [name for name in schema.get("required", []) if name not in value]:
            return f"{path}: no {missing[0]}"
        for name, member in value.items():
            sub = schema.get("properties", {}).get(name, schema.get("additionalProperties", {}))
            if sub is False:
                return f"{path}: {name} is not known"
            if wrong := violation(name, schema.get("propertyNames", {}), root, f"{path}, a name"):
                return wrong
            if wrong := violation(member, sub, root, f"{path}.{name}"):
                return wrong
    return ""


def beyond_schemas(header: Header, payload: dict[str, Any], before: Optional[Header], origin: Optional[str]) -> str:
    """11.2: what the schemas can't say of a payload that fits its schema (events on keys: see Keys)."""
    if header.type == "candidate.corrected":
        names = [change["field"] for change in payload["changes"]]
        if len(set(names)) < len(names) or any(change["old"] == change["new"] for change in payload["changes"]):
            return "changes: a field twice, or old and new alike"
    if header.type == "sheet.printed":
        content = payload["content"]
        changed = [change["field"] for change in content["changes"]]
        if not set(content["values"]) | set(changed) <= set(content["fields"]) or len(set(changed)) < len(changed):
            return "content: values or changes of fields that the page has not, or one twice"
    if header.type in PAGES:
        rows = payload["content"].get("rows", [payload["content"].get("replaces", {})])
        codes = [row.get("sheet", row.get("code", "0-")) for row in rows]
        if any(int(code.partition("-")[0]) >= 2**32 for code in codes):
            return "content: a code's position is not below 2^32"
    if header.type == "clock.corrected" and (before is None or payload["before"] != before.time):
        return f"before: not {before.time if before else 'anything'}"
    if header.type == "ledger.restored":
        lost = parse_note(payload["lost"].encode())
        if isinstance(lost, str) or lost.origin != origin:
            return "lost: no checkpoint of this origin"
    return ""


def members(**needed: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(needed), "properties": needed}


NUMBER, OBJECT, WORD = {"type": "integer"}, {"type": "object"}, {"type": "string"}
VALUE = {"anyOf": [WORD, {"type": "null"}, {"type": "array", "items": WORD}]}
# What this program itself reads of payloads: all that it demands of them where the schemas are not at hand.
BARE_SCHEMAS: dict[str, dict[str, Any]] = {
    "personalData.erased": members(positions={"type": "array", "items": NUMBER}),
    "profile.adopted": members(document=OBJECT),
    "candidate.registered": members(number=NUMBER, fields={"type": "object", "additionalProperties": VALUE}),
    "candidate.corrected": members(changes={"type": "array", "items": members(field=WORD, old=VALUE, new=VALUE)}),
    **dict.fromkeys(("sheet.returned", "sheet.signed", "sheet.unsigned"), members(sheet=NUMBER)),
    "sheet.printed": members(
        check=WORD,
        content=members(
            profile=WORD,
            candidate=WORD,
            number=NUMBER,
            recordVersion=NUMBER,
            fields={"type": "array", "items": WORD},
            values=OBJECT,
            changes={"type": "array", "items": members(field=WORD)},
        ),
    ),
    "classList.printed": members(
        check=WORD,
        content=members(
            profile=WORD,
            rows={"type": "array", "items": members(candidate=WORD, order=NUMBER, number=NUMBER, values=OBJECT)},
        ),
    ),
    "classList.signed": {
        **members(list=NUMBER),
        "properties": {"list": NUMBER, "except": {"type": "array", "items": NUMBER}},
    },
    "classList.unsigned": members(list=NUMBER),
    "clock.corrected": members(before=WORD),
    "ledger.restored": members(lost=WORD),
}
PROFILE = {
    **members(roles=members(className=WORD)),
    "properties": {
        "roles": members(className=WORD),
        "deadlines": {"type": "array", "items": members(id=WORD, at=WORD)},
        "editsUntil": WORD,
        "hours": members(**{"from": WORD, "to": WORD, "days": {"type": "array", "items": NUMBER}}),
    },
}


class Payloads:
    """22: what is demanded of a payload by its type."""

    @staticmethod
    def _read(path: Path) -> dict[str, Any]:
        try:
            return json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise FileNotFoundError(f"{path}, as a JSON Schema") from error

    def __init__(self, folder: Optional[Path]) -> None:
        self.folder = folder
        self.schemas: dict[str, dict[str, Any]] = {}

    def misfit(self, header: Header, payload: Any, before: Optional[Header], origin: Optional[str]) -> str:
        """Where the payload of a known type is not what the type demands; "" if it is."""
        kind = header.type
        if kind not in self.schemas:
            bare = BARE_SCHEMAS.get(kind, OBJECT)
            self.schemas[kind] = self._read(self.folder / f"{kind}.v1.schema.json") if self.folder else bare
        schema = self.schemas[kind]
        return violation(payload, schema, schema) or beyond_schemas(header, payload, before, origin)


# ---------------------------------------------------------------------------------------------------------------------
# 11.1, 12, 13. Replay: records, pages, references.

UNKNOWN = object()  # differs from nothing


@dataclass
class Record:
    """A candidate's. What can't be read of a stream clouds it: each field is unknown until a correction names it."""

    registered: bool = False
    number: Any = UNKNOWN
    fields: dict[str, Any] = field(default_factory=dict)
    clouded: bool = False
    named: set[str] = field(default_factory=set)

    def value(self, name: str) -> Any:
        return UNKNOWN if self.clouded and name not in self.named else self.fields.get(name)


class Replay:
    """Checks 35 to 39, each event against what the log before it said. `payload` None: it can't be read."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.records: dict[str, Record] = {}
        self.numbers: dict[int, str] = {}
        self.sheets: set[tuple[str, int]] = set()
        self.lists: set[int] = set()
        self.profiles: set[bytes] = set()

    def apply(self, header: Header, payload: Optional[dict[str, Any]]) -> None:
        at, kind = header.position, header.type
        stream = header.stream.removeprefix("candidate/")
        if STREAM_OF.get(kind) == "candidate" and header.stream == stream:
            return  # not on its stream: a finding already
        if payload is None:
            if header.stream == stream:
                self.lists.add(at)  # it may have been one
            else:
                self.records.setdefault(stream, Record()).clouded = True
                self.records[stream].named.clear()
            if kind == "candidate.registered":
                self.numbers[max(self.numbers, default=0) + 1] = stream
        elif kind == "profile.adopted":
            self.profiles.add(sha256(encode_json(payload["document"])))
        elif kind == "classList.printed":
            self._check_list(at, payload["content"])
            self.lists.add(at)
        elif kind in ("classList.signed", "classList.unsigned") and payload["list"] not in self.lists:
            self._missing(at, "list", "an earlier class list", payload["list"])
        elif STREAM_OF[kind] == "candidate":
            self._apply(header, payload, stream, self.records.setdefault(stream, Record()))

    def _apply(self, header: Header, payload: dict[str, Any], stream: str, record: Record) -> None:
        at, kind = header.position, header.type
        if kind == "candidate.registered":
            if record.registered or header.version != 1:
                self._missing(at, header.stream, "the first event of its stream", header.version)
            if self.numbers.setdefault(payload["number"], stream) != stream:
                owner = self.numbers[payload["number"]]
                self.account.find("number.taken", at, "number", "a new number", f"{payload['number']}, {owner}'s")
            record.registered, record.number, record.fields = True, payload["number"], dict(payload["fields"])
            return
        if not record.registered and not record.clouded:
            return self._missing(at, header.stream, "a candidate", "nobody")
        if "sheet" in payload and (stream, payload["sheet"]) not in self.sheets and not record.clouded:
            self._missing(at, "sheet", "an earlier sheet of this candidate", payload["sheet"])
        if kind == "candidate.corrected":
            for change in payload["changes"]:
                self._compare("oldValue.differs", at, change["field"], record.value(change["field"]), change["old"])
            for change in payload["changes"]:
                record.fields[change["field"]] = change["new"]
                record.named.add(change["field"])
        elif kind == "sheet.printed":
            self._check_sheet(header, payload["content"], stream, record)
            self.sheets.add((stream, at))

    def _check_sheet(self, header: Header, content: dict[str, Any], stream: str, record: Record) -> None:
        """12 and check 36: what the page says of the record."""
        at = header.position
        self._check_profile(at, content)
        self._compare("page.differs", at, "candidate", stream, content["candidate"])
        self._compare("page.differs", at, "number", record.number, content["number"])
        self._compare("page.differs", at, "recordVersion", header.version - 1, content["recordVersion"])
        for name in content["fields"]:
            self._compare("page.differs", at, name, record.value(name), content["values"].get(name))

    def _check_list(self, at: int, content: dict[str, Any]) -> None:
        self._check_profile(at, content)
        for row in content["rows"]:
            record = self.records.get(row["candidate"], Record())
            if not record.registered and not record.clouded:
                self._missing(at, f"row {row['order']}", "a candidate", row["candidate"])
                continue
            number = UNKNOWN if record.clouded else record.number
            self._compare("page.differs", at, f"row {row['order']}, number", number, row["number"])
            for name, value in row["values"].items():
                self._compare("page.differs", at, f"row {row['order']}, {name}", record.value(name), value)

    def _check_profile(self, at: int, content: dict[str, Any]) -> None:
        if decode_base64(content["profile"]) not in self.profiles:
            self._missing(at, "profile", "the digest of a profile adopted before", content["profile"])

    def _missing(self, at: int, subject: str, expected: str, found: Any) -> None:
        self.account.find("reference.missing", at, subject, expected, found)

    def _compare(self, code: str, at: int, subject: str, expected: Any, found: Any) -> None:
        if expected is not UNKNOWN and expected != found:
            self.account.find(code, at, subject, expected, found)


def check_anchor(account: Account, at: int, payload: dict[str, Any], key: Key, size: int, root: bytes) -> None:
    """12 and check 35: `key` in force, `size` and `root` of the checkpoint before."""
    anchor = decode_anchor(payload)
    if anchor is None:
        account.find("anchor", at, "anchor", "141 bytes of version 1", payload.get("anchor", "none"))
        return
    found = struct.unpack(">x4sII32s32x", anchor[:77])
    good = True
    for name, expected, value in zip(("key id", "position", "tree size", "root"), (key.id, at, size, root), found):
        if expected != value:
            account.find("anchor", at, f"anchor, {name}", expected, value)
            good = False
    if good:
        message = f"kiemdo/sheet/v1\n{key.name}\n".encode() + anchor[:77]
        account.claim(Claim(key.public, message, anchor[77:]), "anchor", at, "anchor, signature")


def check_digest(account: Account, at: int, payload: dict[str, Any]) -> None:
    """12 and check 36: the page's digest and its six digits."""
    digest, anchor = sha256(encode_json(payload["content"])), decode_anchor(payload)
    if anchor is None or anchor[45:77] != digest:
        account.find("page.differs", at, "digest", digest, anchor[45:77] if anchor else "none")
    check = f"{int.from_bytes(digest[:4], 'big') % 1_000_000:06}"
    if payload["check"] != check:
        account.find("page.differs", at, "check", check, payload["check"])


def decode_anchor(payload: dict[str, Any]) -> Optional[bytes]:
    text = payload.get("anchor")
    data = decode_base64(text) if isinstance(text, str) else None
    return data if data and len(data) == 141 and data[0] == 1 else None


# ---------------------------------------------------------------------------------------------------------------------
# 2, 3. The file. Of each CREATE statement of section 3: the first eight bytes of the SHA-256 of its text.

SCHEMA = {
    "table event": "4cc05b8dad2a6606",
    "table payload": "539fc37368381c17",
    "table tile": "b12571616d27d5c9",
    "table checkpoint": "f8460a9484f9425d",
    "table cosignature": "5dc43551045cd283",
    "trigger event_insert": "c18197bbbb56e9dd",
    "trigger payload_insert": "51218fcc4d8be548",
    "trigger payload_delete": "cee1088d294a92c4",
    "trigger tile_insert": "69ac802c9e2e500f",
    "trigger checkpoint_insert": "3fc1fe99dfbcce31",
    "trigger cosignature_insert": "ce0efe5b712c3b08",
    "trigger event_update": "6688b83326253066",
    "trigger payload_update": "eacd283d67df2b54",
    "trigger tile_update": "101f538320af08a8",
    "trigger checkpoint_update": "1f59dd6ea876839b",
    "trigger cosignature_update": "1ac680110f3d46e0",
    "trigger event_delete": "f09268be76a57b9b",
    "trigger tile_delete": "cb9a1b933efe9770",
    "trigger checkpoint_delete": "585b63569d63618c",
    "trigger cosignature_delete": "a73954673d458479",
}
AUTOMATIC = {f"index sqlite_autoindex_{table}_1" for table in ("event", "tile", "cosignature")}


class NotALedger(Exception):
    """Exit code and what is so."""


@contextlib.contextmanager
def open_ledger(path: Path) -> Iterator[sqlite3.Connection]:
    """Section 2: under SQLite's shared lock, as immutable; or a private copy, where a write-ahead log has frames."""
    path = path.resolve()  # the log is beside the file itself, not beside a link to it
    log = Path(f"{path}-wal")
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(path.open("rb"))
        if fcntl is not None:
            with contextlib.suppress(OSError):  # some media have no locks, and nobody who writes
                fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, 510, 0x40000002)
        mode = "immutable=1&mode=ro"
        for _ in range(100):
            before = read_start(log)
            if len(before) < 33:
                break
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="verify-ledger-")))
            file.seek(0)
            with (folder / "ledger").open("wb") as copy:  # not opened a second time: closing it would drop the lock
                shutil.copyfileobj(file, copy)
            shutil.copyfile(log, folder / "ledger-wal")
            if read_start(log)[:32] == before[:32]:
                path, mode = folder / "ledger", "mode=rw"
                break
        connection = sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, isolation_level=None)
        stack.callback(connection.close)
        connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("BEGIN")
        yield connection


def is_marked(path: Path) -> bool:
    """13: whether a regular file beside the ledger says that an erasure is not finished."""
    try:
        return stat.S_ISREG(Path(f"{path.resolve()}.erasing").lstat().st_mode)
    except OSError:
        return False


def read_start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(33)
    except FileNotFoundError:
        return b""


def check_file(account: Account, db: sqlite3.Connection) -> None:
    """Checks 1 to 7."""

    def pragma(name: str) -> Any:
        return db.execute(f"PRAGMA {name}").fetchone()[0]

    if (application := pragma("application_id")) != 0x4B444C47:
        account.find("file.applicationID", None, "application_id", 0x4B444C47, application)
    if (version := pragma("user_version")) > 1:
        raise NotALedger(65, f"format {version}: written by a newer program; neither sound nor unsound")
    if version != 1:
        account.find("file.userVersion", None, "user_version", 1, version)
    if (encoding := pragma("encoding")) != "UTF-8":
        account.find("file.encoding", None, "encoding", "UTF-8", encoding)
    found = dict[str, Optional[str]]()
    for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_schema"):
        found[f"{kind} {name}"] = sql
    for name in sorted(SCHEMA.keys() | AUTOMATIC | found.keys()):
        sql = found.get(name)
        good = name in found and (sql is None if name in AUTOMATIC else fingerprint(sql) == SCHEMA.get(name))
        if not good:
            expected = SCHEMA.get(name, "SQLite's own" if name in AUTOMATIC else "none")
            account.find("file.schema", None, name, expected, sql or ("none" if name not in found else ""))
    try:
        db.execute("PRAGMA ignore_check_constraints = ON")  # what they say is checked by the rows themselves
        for (line,) in db.execute("PRAGMA integrity_check"):
            if line != "ok":
                account.find("file.integrity", None, "integrity_check", "ok", line)
        for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
            at = row if table == "payload" else None
            account.find("file.foreignKey", at, f"{table} row", f"a row of {parent}", "none")
    except (sqlite3.Error, UnicodeError) as error:
        account.find("file.integrity", None, "integrity_check", "ok", error)


def fingerprint(sql: Optional[str]) -> str:
    return sha256((sql or "").encode("utf-8", "surrogateescape")).hex()[:16]


def rows(account: Account, db: sqlite3.Connection, table: str, columns: str, order: str) -> Iterator[Any]:
    """Check 8: what can be read of a table."""
    try:
        yield from db.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")
    except (sqlite3.Error, UnicodeError) as error:
        account.find("file.unreadable", None, table, "every row", error)


# ---------------------------------------------------------------------------------------------------------------------
# 14. A ledger, step by step.


@dataclass
class Event:
    position: int
    header: Optional[Header] = None
    json: Optional[dict[str, Any]] = None  # what is canonical JSON
    payload: Optional[dict[str, Any]] = None  # what is valid, too
    is_committed: bool = False  # the payload is the one that the header commits to


def check_payload(
    account: Account, at: int, header: Header, salt: bytes, body: bytes, is_text: bool = True, judges_form: bool = True
) -> tuple[Optional[dict[str, Any]], bool]:
    """Checks 19 to 21 (20 where form is judged). What the payload says, and whether the header commits to it."""
    value, wrong = decode_json(body) if is_text else (None, "no text")
    if len(salt) != 32:
        account.find("payload.salt", at, "salt", "32 bytes", f"{len(salt)} bytes")
        return value, False
    commitment = sha256(salt, body)
    if commitment != header.commitment:
        account.find("payload.commitment", at, "payload", header.commitment, commitment)
    if value is None and judges_form:
        account.find("payload.notCanonical", at, "payload", "canonical JSON", wrong)
    return value, commitment == header.commitment


class LedgerVerifier:
    def __init__(self, db: sqlite3.Connection, schemas: Optional[Path], witnesses: list[Key]) -> None:
        self.db, self.payloads, self.witnesses = db, Payloads(schemas), witnesses
        self.account = account = Account()
        self.keys, self.chain, self.replay, self.tree = Keys(account), Chain(account), Replay(account), Tree()
        self.headers: dict[int, Header] = {}
        self.absent: list[int] = []  # events without a payload
        self.erasures: list[Event] = []
        self.opened_at_size: Optional[bytes] = None

    def run(self, known: Optional[Note], key: Optional[Key]) -> Account:
        account, roots = self.account, {0: sha256()}
        check_file(account, self.db)
        notes = self._read_notes()
        (self.count,) = next(self._rows("event", "count(*)", "1"), (0,))
        last, start, append = max(notes, default=0), 0, list[Event]()
        for event, raw in self._events(last):
            append.append(event)
            self.tree.append(leaf_hash(raw) if raw is not None else sha256())
            if known and known.size == self.tree.size:
                roots[known.size] = self.tree.root()
            if self.tree.size in notes:
                self._end_append(append, notes[self.tree.size], roots[start])
                start, append = self.tree.size, []
                roots[start] = self.tree.root()
        for event in append:  # above the last checkpoint
            if event.header and event.header.stream == "ledger" and event.header.type in Keys.TYPES:
                self.keys.apply(event.position, event.header.type, event.json)
        self.keys.end_append()
        if not notes:
            account.find("checkpoint.missing", None, "table checkpoint", "a checkpoint", "none")
        if last > self.count:
            beyond = min(size for size in notes if size > self.count)
            found = f"{self.count} events"
            account.find("checkpoint.root", self.count, f"checkpoint {beyond}", f"{beyond} events", found)
        if last < self.count:
            account.find("event.aboveCheckpoint", last, "event", f"{last} events", f"{self.count} events")
        self._check_strays()
        self._check_tiles()
        self._check_erasures()
        self._check_cosignatures(notes)
        account.size, account.origin = last, self.keys.origin
        account.root = note.root if isinstance(note := notes.get(last), Note) else None
        account.ledger_key = self.keys.ledger[-1].text if self.keys.ledger else None
        check_known(account, self.keys, self.count, roots, known, key)
        account.skip("projection.differs", None, "projections are no part of this")
        if self.payloads.folder is None:
            account.skip("payload.invalid", None, "no schemas at hand")
        account.settle()
        return account

    def _rows(self, table: str, columns: str, order: str = "position") -> Iterator[Any]:
        return rows(self.account, self.db, table, columns, order)

    def _read_notes(self) -> dict[int, Union[Note, str]]:
        notes = dict[int, Union[Note, str]]()
        for size, note, kind in self._rows("checkpoint", "size, CAST(note AS BLOB), typeof(note)", "size"):
            if kind == "text" and 1 <= size <= 2**32:
                notes[size] = parse_note(note)
            else:
                self.account.find("checkpoint.note", None, f"checkpoint {size}", "a size from 1 and a text", kind)
        return notes

    def _events(self, last: int) -> Iterator[tuple[Event, Optional[bytes]]]:
        """Step 4: each position below the number of rows, with the bytes of its header, None where there is no row."""
        columns = "position, CAST(header AS BLOB), typeof(header)"
        events = ((p, h, t) for p, h, t in self._rows("event", columns) if 0 <= p < self.count)
        columns = "position, CAST(salt AS BLOB), typeof(salt), CAST(body AS BLOB), typeof(body)"
        payloads = ((p, *rest) for p, *rest in self._rows("payload", columns) if 0 <= p < self.count)
        payload = next(payloads, None)
        expected = 0
        for position, raw, kind in events:
            if position > expected:
                gap = "none" if position == expected + 1 else f"none at {expected} to {position - 1}"
                self.account.find("event.position", expected, "event", "a row at every position", gap)
            while payload and payload[0] < position:
                self.account.find("payload.stray", payload[0], "payload", "an event at its position", "none")
                payload = next(payloads, None)
            yield from ((Event(hole), None) for hole in range(expected, position))
            before = self.chain.before
            event = Event(position, self.chain.read(position, raw or b"" if kind == "text" else b""))
            if header := event.header:
                self.headers[position] = header
                if not is_at_home(header):
                    self.account.find("event.stream", position, header.type, STREAM_OF[header.type], header.stream)
            if payload and payload[0] == position:
                self._check_payload(event, before, position < last, *payload[1:])
                payload = next(payloads, None)
            else:
                self.absent.append(position)
            yield event, raw or b""
            expected = position + 1
        while payload:
            self.account.find("payload.stray", payload[0], "payload", "an event at its position", "none")
            payload = next(payloads, None)
        if expected < self.count:
            self.account.find("event.position", expected, "event", "a row at every position", "none")
            yield from ((Event(hole), None) for hole in range(expected, self.count))

    def _check_payload(
        self,
        event: Event,
        before: Optional[Header],
        counts: bool,
        salt: bytes,
        salt_type: str,
        body: bytes,
        body_type: str,
    ) -> None:
        """Checks 19 to 22."""
        account, at, header = self.account, event.position, event.header
        if header is None:
            return
        salt, is_text = salt if salt_type == "blob" else b"", body_type == "text"
        event.json, event.is_committed = check_payload(account, at, header, salt, body or b"", is_text)
        if event.json is None or not counts:
            return
        if header.type not in STREAM_OF or header.schema != 1:
            account.skip("payload.unknown", at, f"{header.type} v{header.schema}")
            return
        if wrong := self.payloads.misfit(header, event.json, before, self.keys.origin):
            account.find("payload.invalid", at, wrong.partition(":")[0], "a payload of its schema", wrong)
            return
        event.payload = event.json

    def _end_append(self, append: list[Event], note: Union[Note, str], root_before: bytes) -> None:
        """Step 5, and step 7 for the events of this append."""
        account, start, head = self.account, append[0].position, self.chain.append
        key = self.keys.ledger[-1] if self.keys.ledger else None
        for event in append:
            if (header := event.header) is None:
                continue
            if header.stream == "ledger" and header.type in Keys.TYPES:
                self.keys.apply(event.position, header.type, event.json)
                key = key or next(iter(self.keys.ledger), None)
            if header.stream == "ledger" and header.type == "personalData.erased":
                self.erasures.append(event)
            if header.type in PAGES and event.json is not None:
                if key:
                    check_anchor(account, event.position, event.json, key, start, root_before)
                if event.payload:
                    check_digest(account, event.position, event.json)
            self.replay.apply(header, event.payload)
        self._check_note(start, note, self.keys.signers(head.officer if head else "", start == 0))
        self.keys.end_append()
        self.chain.end_append()

    def _check_note(self, start: int, note: Union[Note, str], signers: Optional[list[Key]]) -> None:
        account, size, origin, root = self.account, self.tree.size, self.keys.origin, self.tree.root()
        subject = f"checkpoint {size}"
        if origin is None:
            if start == 0:
                account.find("keys.event", 0, "first append", "ledger.opened at position 0", "none")
            return
        if signers is None:
            account.find("keys.officer", start, subject, "an officer in force", "none")
        if isinstance(note, str):
            account.find("checkpoint.note", size - 1, subject, "a checkpoint", note)
        elif (note.origin, note.size) != (origin, size):
            account.find("checkpoint.note", size - 1, subject, [origin, size], [note.origin, note.size])
        else:
            if note.root != root and not self.roots_differ:
                self.roots_differ = True  # all later roots differ for the same reason
                account.find("checkpoint.root", start, subject, note.root, root)
            if signers is not None:
                check_signatures(account, note, signers)

    roots_differ = False

    def _check_strays(self) -> None:
        """Check 10 and 18: rows that are not among the first `count` positions."""
        outside = f"position < 0 OR position >= {self.count}"
        for (position,) in self._rows(f"event WHERE {outside}", "position"):
            self.account.find("event.position", position, "event", f"positions 0 to {self.count - 1}", position)
        for (position,) in self._rows(f"payload WHERE {outside}", "position"):
            self.account.find("payload.stray", position, "payload", "an event at its position", "none")

    def _check_tiles(self) -> None:
        """Check 23."""
        expected = {place: hashes for place, hashes in self.tree.tiles.items() if len(hashes) == 8192}
        columns = "level, number, CAST(root AS BLOB), CAST(hashes AS BLOB)"
        for level, number, root, hashes in self._rows("tile", columns, "level, number"):
            computed, subject = expected.pop((level, number), None), f"tile {level}/{number}"
            if computed is None:
                self.account.find("tree.tile", None, subject, "none", "a tile")
                continue
            at, hashes, width = number * 256 ** (level + 1), hashes or b"", 256**level
            if hashes != computed:
                hash_at = first_difference(hashes, computed)
                first = at + hash_at * width if len(hashes) == 8192 else at
                self.account.find("tree.tile", first, f"{subject}, hash {hash_at}", "that of the headers", "another")
            if root != tile_root(computed):
                self.account.find("tree.tile", at, f"{subject}, root", tile_root(computed), root or b"")
        for level, number in sorted(expected):
            self.account.find("tree.tile", number * 256 ** (level + 1), f"tile {level}/{number}", "a tile", "none")

    def _check_erasures(self) -> None:
        """13, checks 17, 33 and 34."""
        account, named = self.account, set[int]()
        for event in self.erasures:
            positions = (event.json or {}).get("positions")
            if not isinstance(positions, list) or not positions or not all(type(p) is int for p in positions):
                account.find("erasure.event", event.position, "positions", "positions", positions)
                continue
            if not event.is_committed:
                continue  # orders nothing
            header = self.headers[event.position]
            account.erasures.append({"officer": header.officer, "position": event.position})
            allowed = [p for p in positions if 0 <= p < event.position and self._is_erasable(p)]
            if sorted(set(positions)) != positions or allowed != positions:
                account.find("erasure.event", event.position, "positions", allowed, positions)
            for position in positions:
                named.add(position)
                if self._has_payload(position):
                    account.erasure_unfinished = True
                    account.find("erasure.undone", position, "payload", f"erased by event {event.position}", "a row")
        for position in self.absent:
            if position in named:
                account.skip("payload.erased", position, "payload")
            else:
                account.find("payload.missing", position, "payload", "a row", "none")

    def _has_payload(self, position: int) -> bool:
        try:
            return self.db.execute("SELECT 1 FROM payload WHERE position = ?", (position,)).fetchone() is not None
        except (sqlite3.Error, OverflowError):
            return False

    def _is_erasable(self, position: int) -> bool:
        header = self.headers.get(position)
        return header is None or header.stream != "ledger" or header.type in ("officer.named", "classList.printed")

    def _check_cosignatures(self, notes: dict[int, Union[Note, str]]) -> None:
        for size, line in self._rows("cosignature", "size, CAST(line AS BLOB)", "size, line"):
            note = notes.get(size)
            if note is None:
                self.account.find("checkpoint.cosignature", None, f"cosignature of {size}", "a checkpoint", "none")
            check_cosignature(self.account, line or b"", size, note if isinstance(note, Note) else None, self.witnesses)


# ---------------------------------------------------------------------------------------------------------------------
# 17. A published folder.


class Succession:
    """17.1: what binds each ledger key to the one after it, where the notes of most appends are not shown."""

    def __init__(self, account: Account) -> None:
        self.account, self.size = account, 0
        self.ends = set[int]()
        self._waiting: list[tuple[int, Note, str]] = []
        self._notes: dict[str, Note] = {}

    def add(self, position: int, raw: str, keys: Keys, signers: Optional[list[Key]]) -> None:
        """The note of a rotation that has just been applied; its root is compared when the tree is at its size."""
        note = parse_note(raw.encode())
        if isinstance(note, str) or note.origin != keys.origin or not position < note.size <= self.size:
            self.account.find("checkpoint.note", position, "note of the rotation", "a checkpoint above it", str(note))
            return
        self.ends.add(note.size)
        self._waiting.append((position, note, keys.ledger[-1].text))
        if signers is not None:
            check_signatures(self.account, note, signers, position)

    def compare(self, tree: Tree) -> None:
        for position, note, key in [waiting for waiting in self._waiting if waiting[1].size == tree.size]:
            self._settle(position, note, key, tree.root() == note.root)

    def conclude(self, last: Note, consistency: list[bytes]) -> None:
        for position, note, key in list(self._waiting):
            self._settle(position, note, key, is_consistent(note, last, consistency))

    def _settle(self, position: int, note: Note, key: str, is_right: bool) -> None:
        self._waiting.remove((position, note, key))
        if is_right:
            self._notes[key] = note
        else:
            self.account.find("checkpoint.root", position, f"checkpoint {note.size}", note.root, "another root")

    def binds(self, keys: Keys, key: Optional[Key], shown: Note) -> bool:
        """True without a key: there is nothing to hold against the history."""
        texts = [known.text for known in keys.ledger]
        if key is None:
            return True
        if key.text not in texts:
            return False
        held = keys.ledger[texts.index(key.text) :]
        notes = [self._notes.get(ended.text) for ended in held[:-1]] + [shown]
        return all(note is not None and has_signed(holder, note) for holder, note in zip(held, notes))


class FolderVerifier:
    def __init__(self, folder: Path, witnesses: list[Key]) -> None:
        self.folder, self.witnesses = folder, witnesses
        self.account = account = Account()
        self.keys, self.chain, self.tree = Keys(account), Chain(account), Tree()
        self.append_start = 0
        self.append: Optional[Header] = None
        self.signers: Optional[list[Key]] = None
        self.succession = Succession(account)

    def run(self, known: Optional[Note], key: Optional[Key]) -> Account:
        account, roots = self.account, {0: sha256()}
        raw = self._read("checkpoint")
        if raw is None:
            account.find("checkpoint.missing", None, "checkpoint", "a checkpoint", "none")
            return account
        note = parse_note(raw)
        if isinstance(note, str):
            account.find("checkpoint.note", None, "checkpoint", "a checkpoint", note)
            return account
        if not 1 <= note.size <= 2**32:
            account.find("checkpoint.note", None, "checkpoint", "a size from 1 to 2^32", note.size)
            return account
        account.size, account.root = note.size, note.root
        self.succession.size = note.size
        end = self._end_of_bundles(note.size)
        for start in range(0, end, 256):
            width = min(256, note.size - start)
            for offset, (leaf, header) in enumerate(self._leaves(start, width)):
                self._add(start + offset, leaf, header)
                self.succession.compare(self.tree)
                if known and known.size == self.tree.size:
                    roots[known.size] = self.tree.root()
        if end == note.size:
            self._close_append()
        else:
            self.keys.end_append()
        for place in sorted(self.tree.tiles) if end == note.size else self._tiles_before(end):
            self._compare_tile(place)
        if end < note.size:
            account.find("file.unreadable", end, "tile/entries", f"bundles up to {note.size}", "none")
            account.find("checkpoint.root", end, "checkpoint", f"{note.size} events", f"{end} events")
        elif self.tree.root() != note.root:
            account.find("checkpoint.root", self.append_start, "checkpoint", note.root, self.tree.root())
        self._check_signatures(note, end)
        account.origin = self.keys.origin
        account.ledger_key = self.keys.ledger[-1].text if self.keys.ledger else None
        check_known(account, self.keys, end, roots, known, key, self.succession.binds(self.keys, key, note))
        for code in ("payload.invalid", "anchor", "page.differs", "erasure.event", "projection.differs"):
            account.skip(code, None, "a folder does not show it")
        account.settle()
        return account

    def _read(self, name: str) -> Optional[bytes]:
        try:
            with (self.folder / name).open("rb") as file:
                return file.read(1 << 20)
        except OSError:
            return None

    def _end_of_bundles(self, size: int) -> int:
        """The position from which on no bundle is there."""
        last = 0
        for path in (self.folder / "tile/entries").rglob("*"):
            steps = [part.removeprefix("x") for part in path.relative_to(self.folder / "tile/entries").parts]
            if len(steps) > 1 and steps[-2].endswith(".p"):
                steps = steps[:-2] + [steps[-2].removesuffix(".p")]
            if path.is_file() and all(re.fullmatch("[0-9]{3}", step, re.ASCII) for step in steps):
                number = int("".join(steps))
                width = min(256, size - number * 256)
                if width > 0 and path == self.folder / tile_path("entries", number, width):
                    last = max(last, number * 256 + width)
        return last

    def _leaves(self, start: int, width: int) -> list[tuple[bytes, Optional[bytes]]]:
        """Leaf hash and header of each event of a bundle; of one that can't be read, the hashes of its tile."""
        name = tile_path("entries", start // 256, width)
        raw, entries = self._read(name) or b"", list[bytes]()
        while len(raw) >= 2 and len(raw) >= (end := 2 + int.from_bytes(raw[:2], "big")):
            entries.append(raw[2:end])
            raw = raw[end:]
        if len(entries) == width and not raw:
            return [(leaf_hash(entry), entry) for entry in entries]
        self.account.find("file.unreadable", start, name, f"a bundle of {width} headers", f"{len(entries)} entries")
        hashes = self._read(tile_path("0", start // 256, width)) or b""
        if len(hashes) != 32 * width:
            hashes = sha256() * width
        return [(hashes[i : i + 32], None) for i in range(0, 32 * width, 32)]

    def _add(self, position: int, leaf: bytes, raw: Optional[bytes]) -> None:
        header = parse_header(raw) if raw is not None else None
        if header and self.append and header.command != self.append.command:
            self._close_append()
            self.append_start = position
        if raw is not None:
            self.chain.read(position, raw)
        self.append = header or self.append
        self.tree.append(leaf)
        if header and header.stream == "ledger" and header.type in Keys.TYPES:
            payload, rotation_note = self._key_payload(position, header)
            before = self.keys.rotation
            self.keys.apply(position, header.type, payload)
            if self.keys.rotation is not before and rotation_note is not None:
                signers = self.keys.signers(header.officer, self.append_start == 0)
                self.succession.add(position, rotation_note, self.keys, signers)

    def _key_payload(self, position: int, header: Header) -> tuple[Optional[dict[str, Any]], Optional[str]]:
        """The payload, and of a rotation the note of its append (17)."""
        name = f"keys/{position}"
        raw = self._read(name)
        if raw is None:
            self.account.find("payload.missing", position, name, "a file", "none")
            return None, None
        line, _ = decode_json(raw.removesuffix(b"\n"))
        salt = decode_base64(line["salt"]) if line and isinstance(line.get("salt"), str) else None
        names = {"payload", "salt"} | ({"note"} if header.type == "ledgerKey.rotated" else set())
        good = raw.endswith(b"\n") and line and line.keys() == names
        if not good or salt is None or not all(isinstance(text, str) for text in line.values()):
            self.account.find("file.unreadable", position, name, "a line with payload and salt", "another text")
            return None, None
        payload = check_payload(self.account, position, header, salt, line["payload"].encode())[0]
        return payload, line.get("note")

    def _close_append(self) -> None:
        """31; who signs is known only when the append is at its end."""
        first = self.append_start == 0
        self.signers = self.keys.signers(self.append.officer if self.append else "", first)
        if self.keys.origin is None and first:
            self.account.find("keys.event", 0, "first append", "ledger.opened at position 0", "none")
        elif self.signers is None and self.keys.origin is not None:
            self.account.find("keys.officer", self.append_start, "append", "an officer in force", "none")
        self.keys.end_append()
        self.chain.end_append()

    def _tiles_before(self, end: int) -> list[tuple[int, int]]:
        return sorted((level, n) for level, n in self.tree.tiles if (n + 1) * 256 ** (level + 1) <= end)

    def _compare_tile(self, place: tuple[int, int]) -> None:
        (level, number), computed = place, self.tree.tiles[place]
        name = tile_path(str(level), number, len(computed) // 32)
        stored, at = self._read(name) or b"", number * 256 ** (level + 1)
        if len(stored) != len(computed):
            self.account.find("tree.tile", at, name, f"{len(computed)} bytes", f"{len(stored)} bytes")
        elif stored != computed:
            index = first_difference(stored, computed)
            self.account.find("tree.tile", at + index * 256**level, name, "the hash of the headers", "another")

    def _check_signatures(self, note: Note, end: int) -> None:
        account = self.account
        if self.keys.origin is not None and note.origin != self.keys.origin:
            account.find("checkpoint.note", note.size - 1, "checkpoint", self.keys.origin, note.origin)
        elif self.signers is not None and end == note.size:
            count = len(self.signers)
            own = dataclasses.replace(note, signatures=note.signatures[:count])
            check_signatures(account, own, self.signers)
            for line in note.signatures[count:]:
                text = f"\u2014 {line.name} {encode_base64(line.data)}"
                check_cosignature(account, text.encode(), note.size, note, self.witnesses)


def tile_path(level: str, number: int, width: int) -> str:
    """C2SP tlog-tiles: three digits a step."""
    digits = f"{number:03}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    steps = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    name = "/".join([f"x{step}" for step in steps[:-1]] + steps[-1:])
    return f"tile/{level}/{name}" + (f".p/{width}" if width < 256 else "")


# ---------------------------------------------------------------------------------------------------------------------
# 18. A report's proof.

ANYBODY = ""  # in the place of a candidate, where the rows of a list are not known
ON_HEADERS = ("from", "to", "since", "until", "officers", "types", "candidates")
ON_STATE = ("classes", "afterSigning", "late", "outsideHours", "undone", "unsignedSince")
Answer = Optional[bool]  # None: can't be told


SHAPES: dict[str, list[set[str]]] = {
    "proof": [{"format", "origin", "first", "last", "headersOnly", "selection", "selected"}],
    "key": [{"header", "payload", "salt", "path"}, {"header", "payload", "salt", "path", "note", "consistency"}],
    "event": [{"header"}, {"header", "payload", "salt"}],
}


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_position(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**32


def is_moment(value: Any) -> bool:
    return is_text(value) and bool(re.fullmatch(MOMENT, value, re.ASCII)) and is_time(value)


def is_hash(value: Any) -> bool:
    data = decode_base64(value) if is_text(value) else None
    return data is not None and len(data) == 32


def is_hashes(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_hash, value))


def are_different_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(is_text, value)) and len(set(value)) == len(value)


MOMENT = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z"
TYPES: dict[str, Callable[[Any], bool]] = {
    "header": is_text,
    "payload": is_text,
    "salt": lambda value: is_text(value) and decode_base64(value) is not None,
    "path": is_hashes,
    "note": is_text,
    "consistency": is_hashes,
}
CLAUSES: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("from", "to"), is_position),
    **dict.fromkeys(("since", "until"), is_moment),
    **dict.fromkeys(("officers", "types", "candidates", "fields", "classes"), are_different_texts),
    "reason": is_text,
    **dict.fromkeys(ON_STATE[1:], lambda value: value is True),
}


class BadForm(Exception):
    """The number of the line, and what is not as section 18 says."""


class OutOfStep(Exception):
    """The first position that has not one header of its own, and what is there."""


@dataclass
class Proven:
    position: int
    header: Header
    is_given: bool = False
    payload: Optional[dict[str, Any]] = None  # what clauses may read: of a known type, and what the type demands


def any_of(answers: Sequence[Answer]) -> Answer:
    return True if True in answers else None if None in answers else False


class Selector:
    """The clauses of a selection, over the events in order; `finish` says of each event whether it is selected."""

    def __init__(self, selection: dict[str, Any]) -> None:
        self.selection = selection
        self.records: dict[str, Record] = {}
        self.before_edit: dict[tuple[str, str], Any] = {}  # of a field: its value before the edit that last set it
        self.lists: dict[int, Optional[dict[str, int]]] = {}  # printed: the order of each candidate
        # Candidate, page (a list's as its complement): since when, whether surely.
        self.signed: dict[tuple[str, int], tuple[int, Answer]] = {}
        self.vague: dict[str, int] = {}  # candidate: the last signature of which it is not known what it signs
        self.profile: Any = None  # none yet; UNKNOWN: can't be read
        self.answers: list[tuple[Proven, list[Answer], bool]] = []

    def excludes(self, header: Header) -> bool:
        """Whether a clause on the header does."""
        s, at = self.selection, header.position
        kind, _, name = header.stream.partition("/")
        return not (
            s.get("from", at) <= at <= s.get("to", at)
            and s.get("since", header.time) <= header.time <= s.get("until", header.time)
            and header.officer in s.get("officers", [header.officer])
            and header.type in s.get("types", [header.type])
            and ("candidates" not in s or (kind == "candidate" and name in s["candidates"]))
        )

    def take(self, event: Proven) -> None:
        header, payload, s = event.header, event.payload, self.selection
        kind, _, stream = header.stream.partition("/")
        of_candidate, is_edit = kind == "candidate", header.type == "candidate.corrected"
        is_change = is_edit or header.type in ("candidate.withdrawn", "candidate.restored")
        before = self._class(stream) if of_candidate else False
        answers: list[Answer] = []
        if "fields" in s:
            answers.append(of_candidate and self._names_field(header, payload, s["fields"]))
        if "reason" in s:
            answers.append(self._has_reason(event, s["reason"]))
        if "undone" in s:
            answers.append(is_edit and of_candidate and self._undoes(stream, payload))
        if "afterSigning" in s:
            answers.append(is_change and of_candidate and self._is_signed(stream, -1))
        # By the profile before the event.
        late = self._is_late(header) if "late" in s else False
        outside = self._is_outside_hours(header) if "outsideHours" in s else False
        self._replay(header, payload, stream, of_candidate)
        if "classes" in s:
            wanted = [fold(name) for name in s["classes"]]
            sides = [value if value is UNKNOWN else fold(value) for value in (before, self._class(stream)) if value]
            answers.append(of_candidate and any_of([None if side is UNKNOWN else side in wanted for side in sides]))
        if "late" in s:
            answers.append(late)
        if "outsideHours" in s:
            answers.append(outside)
        self.answers.append((event, answers, is_edit and of_candidate))

    def finish(self) -> list[tuple[Proven, Answer]]:
        """In order; None where no clause excludes an event and one can't be told."""
        result = list[tuple[Proven, Answer]]()
        for event, answers, is_edit in self.answers:
            if "unsignedSince" in self.selection:
                signed = self._is_signed(event.header.stream.removeprefix("candidate/"), event.position)
                answers.append(is_edit and (None if signed is None else not signed))
            excluded = self.excludes(event.header) or False in answers
            result.append((event, False if excluded else None if None in answers else True))
        return result

    def _names_field(self, header: Header, payload: Optional[dict[str, Any]], names: list[str]) -> Answer:
        if header.type not in STREAM_OF or header.schema != 1:
            return None
        if header.type not in ("candidate.corrected", "candidate.registered"):
            return False
        if payload is None:
            return None
        own = payload["fields"] if "fields" in payload else [change["field"] for change in payload["changes"]]
        return any(name in names for name in own)

    def _has_reason(self, event: Proven, text: str) -> Answer:
        if event.is_given and event.header.type in PAGES and event.header.schema == 1 and is_at_home(event.header):
            return False  # a print has none, and nothing of it need be read to know that
        if event.payload is None:
            return None
        reason = event.payload.get("reason")
        return is_text(reason) and bool(reason) and fold(text) in fold(reason)

    def _undoes(self, stream: str, payload: Optional[dict[str, Any]]) -> Answer:
        if payload is None:
            return None
        record, answers = self.records.get(stream, Record()), list[Answer]()
        for change in payload["changes"]:
            if record.clouded and change["field"] not in record.named:
                answers.append(None)
            else:
                answers.append(self.before_edit.get((stream, change["field"]), UNKNOWN) == change["new"])
        return any_of(answers)

    def _is_signed(self, stream: str, since: int) -> Answer:
        """Whether a signature of this candidate, recorded after `since`, is in force now."""
        pages = [sure for (who, _), (at, sure) in self.signed.items() if who in (stream, ANYBODY) and at > since]
        return any_of(pages + ([None] if self.vague.get(stream, -1) > since else []))

    def _forget_list(self, page: int) -> None:
        self.signed = {place: value for place, value in self.signed.items() if place[1] != ~page}

    def _class(self, stream: str) -> Any:
        if self.profile is None or stream not in self.records:
            return None
        if self.profile is UNKNOWN:
            return UNKNOWN
        name = self.records[stream].value(self.profile["roles"]["className"])
        return None if isinstance(name, list) else name

    def _is_late(self, header: Header) -> Answer:
        if self.profile is None or self.profile is UNKNOWN:
            return None if self.profile else False
        deadlines = {deadline["id"]: deadline["at"] for deadline in self.profile.get("deadlines", [])}
        until = deadlines.get(self.profile.get("editsUntil", ""), max(deadlines.values(), default=None))
        return None if until is None else header.time > until

    def _is_outside_hours(self, header: Header) -> Answer:
        if self.profile is None or self.profile is UNKNOWN:
            return None if self.profile else False
        if (hours := self.profile.get("hours")) is None:
            return None
        time = datetime.datetime.fromisoformat(header.time.removesuffix("Z")) + datetime.timedelta(hours=7)
        return time.isoweekday() not in hours["days"] or not hours["from"] <= time.strftime("%H:%M") < hours["to"]

    def _replay(self, header: Header, payload: Optional[dict[str, Any]], stream: str, of_candidate: bool) -> None:
        # On another stream than its type's an event says nothing of anybody.
        at, kind = header.position, header.type if is_at_home(header) else ""
        if kind == "profile.adopted":
            document = payload["document"] if payload else None
            self.profile = UNKNOWN if violation(document, PROFILE, PROFILE) else document
        elif kind == "classList.printed":
            self.lists[at] = {row["candidate"]: row["order"] for row in payload["content"]["rows"]} if payload else None
        elif kind == "classList.signed" and payload:
            rows = self.lists.get(payload["list"])
            self._forget_list(payload["list"])
            if rows is None:
                self.signed[ANYBODY, ~payload["list"]] = (at, None)
            for who, order in (rows or {}).items():
                if order not in payload.get("except", []):
                    self.signed[who, ~payload["list"]] = (at, True)
        elif kind == "classList.unsigned" and payload:
            self._forget_list(payload["list"])
        if not of_candidate:
            return
        record = self.records.setdefault(stream, Record())
        if kind == "sheet.signed" and payload:
            self.signed[stream, payload["sheet"]] = (at, True)
        elif kind == "sheet.unsigned" and payload:
            self.signed.pop((stream, payload["sheet"]), None)
        elif kind == "sheet.signed":
            self.vague[stream] = at
        elif kind == "sheet.unsigned":
            for (who, page), (since, _) in list(self.signed.items()):
                if who == stream and page >= 0:
                    self.signed[who, page] = (since, None)
        if payload is None:
            record.clouded, record.named = True, set()
        elif kind == "candidate.registered":
            record.fields = dict(payload["fields"])
        elif kind == "candidate.corrected":
            for change in payload["changes"]:
                self.before_edit[stream, change["field"]] = change["old"]
                record.fields[change["field"]] = change["new"]
                record.named.add(change["field"])


def fold(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return " ".join(bare.replace("đ", "d").replace("Đ", "d").lower().split())


class ReportVerifier:
    def __init__(self, schemas: Optional[Path]) -> None:
        self.account = account = Account()
        self.payloads = Payloads(schemas)
        self.keys, self.chain, self.succession = Keys(account), Chain(account), Succession(account)
        self.not_checkable: list[int] = []

    def run(self, path: Path, key: Optional[Key]) -> str:
        try:
            return self._run(self._lines(path), key)
        except BadForm as error:
            number, what = error.args
            finding = ("report.form", None, f"line {number}", "a line of a report's proof", what)
        except OutOfStep as error:
            position, what = error.args
            finding = ("event.position", position, "event", f"one header of position {position}", what)
        except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
            finding = ("report.form", None, "line 1", "what section 18 says", repr(error))
        self.account = Account()
        self.account.find(*finding)
        return "unsound"

    def _lines(self, path: Path) -> list[dict[str, Any]]:
        lines = list[dict[str, Any]]()
        try:
            with gzip.open(path) as file:
                for raw in file:
                    line, wrong = decode_json(raw.removesuffix(b"\n"))
                    if line is None or not raw.endswith(b"\n"):
                        raise BadForm(len(lines) + 1, wrong or "no line feed")
                    lines.append(line)
        except (OSError, EOFError, zlib.error) as error:
            raise BadForm(len(lines) + 1, str(error)) from error
        order = ["proof" if i == 0 else next(iter(line), "") for i, line in enumerate(lines)]
        for number, (kind, line) in enumerate(zip(order, lines), 1):
            late_key = kind == "key" and "event" in order[: number - 1]
            if list(line) != [kind] or kind not in SHAPES or (kind == "proof") != (number == 1) or late_key:
                raise BadForm(number, "not in order")
            if not isinstance(line[kind], dict) or line[kind].keys() not in SHAPES[kind]:
                raise BadForm(number, "other members")
            if kind != "proof" and not all(TYPES[name](value) for name, value in line[kind].items()):
                raise BadForm(number, "a member of another type")
        if not lines:
            raise BadForm(1, "empty")
        return lines

    def _run(self, lines: list[dict[str, Any]], key: Optional[Key]) -> str:
        account, head = self.account, lines[0]["proof"]
        selection, selected = head["selection"], head["selected"]
        if head["format"] != "kiemdo/report/v1" or not isinstance(head["headersOnly"], bool):
            raise BadForm(1, "another format")
        if not isinstance(head["origin"], str) or not all(map(is_position, selected)):
            raise BadForm(1, "an origin and positions")
        if selected != sorted(set(selected)):
            raise BadForm(1, "positions that do not ascend")
        if not selection.keys() <= CLAUSES.keys() or not all(CLAUSES[name](value) for name, value in selection.items()):
            raise BadForm(1, "a clause that is not known, or of another type")
        ends = [head["last"]] + [head["first"]] * (head["first"] is not None)
        if [end.keys() for end in ends] != [{"note"}, {"note", "roots"}][: len(ends)]:
            raise BadForm(1, "a note, and roots before the range")
        if head["first"] and not is_hashes(head["first"]["roots"]):
            raise BadForm(1, "roots")
        first = parse_note(head["first"]["note"].encode()) if head["first"] else None
        last = parse_note(head["last"]["note"].encode())
        for name, note in (("first", first), ("last", last)):
            if isinstance(note, str) or (note and note.origin != head["origin"]):
                account.find("checkpoint.note", None, name, "a checkpoint of this origin", str(note))
                return "unsound"
        assert isinstance(last, Note) and not isinstance(first, str)
        start = first.size if first else 0
        if last.size > 2**32 or not (first is None or 1 <= start) or not start < last.size:
            raise BadForm(1, "a range with an event")
        roots = [decode_base64(root) or b"" for root in head["first"]["roots"]] if first else []
        if len(roots) != start.bit_count():
            raise BadForm(1, "roots")
        tree = Tree(start, roots)
        if first and tree.root() != first.root:
            account.find("checkpoint.root", start, "first", first.root, tree.root())
        selector = Selector(head["selection"])
        key_lines = [line["key"] for line in lines if "key" in line]
        event_lines = [line["event"] for line in lines if "event" in line]
        if self.payloads.folder is None:
            account.skip("payload.invalid", None, "no schemas at hand")
        events = self._read_events(event_lines[: last.size - start], start, tree, head, selector)
        if len(event_lines) != last.size - start:
            raise OutOfStep(tree.size, "none or more")
        if tree.root() != last.root:
            account.find("checkpoint.root", start, "last", last.root, tree.root())
        self._check_keys(key_lines, events, first, last, start)
        account.origin, account.size, account.root = head["origin"], last.size, last.root
        if not self.succession.binds(self.keys, key, last):
            texts = [known.text for known in self.keys.ledger]
            account.find("keys.trusted", None, "ledger key", key.text if key else "", ", ".join(texts))
        self._check_selection(head, selector, events, start, last.size)
        account.settle()
        return self._answer(head)

    def _read_events(
        self, lines: list[dict[str, Any]], start: int, tree: Tree, head: dict[str, Any], selector: Selector
    ) -> list[Proven]:
        """Steps 2, 3 and 5."""
        account, events, absent = self.account, list[Proven](), list[Proven]()
        needs_all = any(name in head["selection"] for name in ON_STATE)
        self.chain.begins_late = start > 0
        for position, line in enumerate(lines, start):
            raw = line["header"].encode()
            before, header = self.chain.before, parse_header(raw)
            if before and header and header.command != before.command:
                self.chain.end_append()
            tree.append(leaf_hash(raw))
            if header and header.position != position:
                raise OutOfStep(position, header.position)
            self.chain.read(position, raw)
            if header is None:
                continue
            event = Proven(position, header)
            events.append(event)
            if "payload" in line:
                salt = decode_base64(line["salt"]) or b""
                body = line["payload"].encode()
                value, event.is_given = check_payload(account, position, header, salt, body, judges_form=False)
                is_known = header.type in STREAM_OF and header.schema == 1 and is_at_home(header)
                if event.is_given and is_known:
                    if header.type == "sheet.printed":
                        event.payload = {}  # nothing is read of a sheet: whatever it says, it changes no record
                    elif value is not None and not self.payloads.misfit(header, value, before, head["origin"]):
                        event.payload = value
            if not event.is_given and not head["headersOnly"]:
                if needs_all or not selector.excludes(header) or header.type == "personalData.erased":
                    absent.append(event)
        erasures = [e.payload for e in events if e.header.type == "personalData.erased" and e.payload]
        named = {position for erasure in erasures for position in erasure["positions"]}
        for event in absent:
            account.skip("payload.erased", event.position, "payload")
            if event.position not in named:
                account.find("report.missing", event.position, "payload", "a payload", "none")
        return events

    def _check_keys(
        self, lines: list[dict[str, Any]], events: list[Proven], first: Optional[Note], last: Note, start: int
    ) -> None:
        """Step 4: the key events, and who had to sign the two notes."""
        account, keys, group = self.account, self.keys, ""
        final, seen, highest = events[-1].header if events else None, set[int](), -1
        waiting, self.succession.size = first, last.size

        def pass_first(note: Note) -> None:
            """The key events at hand may, or may not, be of the append that ended here."""
            officer = note.signatures[1].name.rpartition("/")[2] if len(note.signatures) > 1 else ""
            within = keys.signers(officer, not keys.officers)
            keys.end_append()
            after = None if note.size in self.succession.ends else keys.signers(officer, False)
            if (signers := after or within) is None:
                account.find("keys.officer", start - 1, "first", "an officer in force", officer)
            else:
                check_signatures(account, note, signers)

        for number, line in enumerate(lines, 2):
            raw = line["header"].encode()
            header = parse_header(raw)
            if header is None or header.type not in Keys.TYPES or header.stream != "ledger":
                raise BadForm(number, "no key event")
            if header.position <= highest or ("note" in line) != (header.type == "ledgerKey.rotated"):
                raise BadForm(number, "not in order, or a note that does not belong to a rotation")
            highest = header.position
            payload, good = check_payload(
                account, header.position, header, decode_base64(line["salt"]) or b"", line["payload"].encode()
            )
            path = [decode_base64(text) or b"" for text in line["path"]]
            if root_of_path(header.position, last.size, leaf_hash(raw), path) != last.root:
                account.find("report.path", header.position, "path", last.root, "another root")
            if waiting and header.position >= start:
                pass_first(waiting)
                waiting = None
            if header.command != group:
                keys.end_append()
            group = header.command
            if good:
                seen.add(header.position)
                before = keys.rotation
                keys.apply(header.position, header.type, payload)
                if keys.rotation is not before:
                    signers = keys.signers(header.officer, not keys.officers)
                    if signers is None:
                        account.find("keys.officer", header.position, "rotation", "an officer in force", header.officer)
                    self.succession.add(header.position, line["note"], keys, signers)
                    self.succession.conclude(last, [decode_base64(text) or b"" for text in line["consistency"]])
        if waiting:
            pass_first(waiting)
        if final is None:
            return
        if final.command != group:
            keys.end_append()
        begin = next(event.position for event in events if event.header.command == final.command)
        if (signers := keys.signers(final.officer, begin == 0)) is None:
            account.find("keys.officer", begin, "last", "an officer in force", final.officer)
        else:
            check_signatures(account, last, signers)
        keys.end_append()
        for event in events:
            if event.header.type in Keys.TYPES and event.header.stream == "ledger" and event.position not in seen:
                account.find("report.missing", event.position, event.header.type, "a key event", "none")

    def _check_selection(
        self, head: dict[str, Any], selector: Selector, events: list[Proven], start: int, end: int
    ) -> None:
        """Step 6."""
        selection, selected = head["selection"], head["selected"]
        needs_state = any(name in selection for name in ON_STATE)
        begins_late = head["first"] and (needs_state or start > selection.get("from", -1))
        if begins_late or selection.get("to", 0) >= end:
            at = start if begins_late else end
            self.account.find("report.range", at, "range", "wide enough", f"{start} to {end - 1}")
            return
        if head["headersOnly"] and not selection.keys() <= set(ON_HEADERS):
            allowed = {event.position for event in events if not selector.excludes(event.header)}
            wrong = [position for position in selected if position not in allowed]
        else:
            for event in events:
                selector.take(event)
            answers = selector.finish()
            self.not_checkable = [event.position for event, answer in answers if answer is None]
            wrong = sorted({event.position for event, answer in answers if answer} ^ set(selected))
        if wrong:
            found = "selected" if wrong[0] in selected else "not selected"
            self.account.find("report.selection", wrong[0], "selected", "what the clauses give", found)

    def _answer(self, head: dict[str, Any]) -> str:
        codes = {finding.code for finding in self.account.findings}
        if codes - {"report.range", "report.selection"}:
            return "unsound"
        if "report.selection" in codes:
            return "differs"
        unproved = head["headersOnly"] and not head["selection"].keys() <= set(ON_HEADERS)
        return "notProvable" if codes or unproved else "notCheckable" if self.not_checkable else "proved"


def root_of_path(index: int, size: int, leaf: bytes, path: list[bytes]) -> Optional[bytes]:
    """RFC 9162, 2.1.3.2: the root that an inclusion proof gives, None if it is none."""
    if index >= size:
        return None
    number, last, digest = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if number & 1 or number == last:
            digest = node_hash(sibling, digest)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            digest = node_hash(digest, sibling)
        number, last = number >> 1, last >> 1
    return digest if last == 0 else None


def is_consistent(old: Note, new: Note, proof: list[bytes]) -> bool:
    """RFC 9162, 2.1.4.2: whether the tree of the new note begins with that of the old one."""
    if old.size == new.size:
        return not proof and old.root == new.root
    path = [old.root] + proof if old.size.bit_count() == 1 else proof
    if not path:
        return False
    number, last = old.size - 1, new.size - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        number, last = number >> 1, last >> 1
    return last == 0 and first == old.root and second == new.root


def has_signed(key: Key, note: Note) -> bool:
    lines = [line.data for line in note.signatures if line.name == key.name and line.data[:4] == key.id]
    return any(verify_all([Claim(key.public, note.text, data[4:]) for data in lines if len(data) == 68]))


def check_known(
    account: Account,
    keys: Keys,
    count: int,
    roots: dict[int, bytes],
    known: Optional[Note],
    key: Optional[Key],
    is_bound: bool = True,
) -> None:
    """Checks 29 and 32. Where few notes are shown the known key must be bound to the last one (17.1)."""
    texts = [key.text for key in keys.ledger]
    if key and (key.text not in texts or not is_bound):
        account.find("keys.trusted", 0, "ledger key", key.text, ", ".join(texts))
    if known is None:
        return
    subject = f"known checkpoint {known.size}"
    if keys.origin is not None and known.origin != keys.origin:
        account.find("checkpoint.known", None, "origin", known.origin, keys.origin)
    if known.size > count:
        account.find("checkpoint.known", count, subject, f"{known.size} events", f"{count} events")
    elif roots[known.size] != known.root:
        account.find("checkpoint.known", None, subject, known.root, roots[known.size])


# ---------------------------------------------------------------------------------------------------------------------
# The command.


def verdict(account: Account, key: Optional[Key]) -> str:
    if any(finding.code == "keys.trusted" for finding in account.findings):
        return "otherKey"
    if account.findings and all(finding.code == "checkpoint.cosignature" for finding in account.findings):
        return "cosignatureInvalid"
    return "altered" if account.findings else "genuine" if key else "consistent"


def report(
    account: Account, key: Optional[Key], as_json: bool, answer: str = "", not_checkable: Sequence[int] = ()
) -> int:
    of_report, answer = bool(answer), answer or verdict(account, key)
    if as_json:
        value = {
            "erasureUnfinished": account.erasure_unfinished,
            "erasures": account.erasures,
            "findings": [vars(finding) for finding in account.findings],
            "furtherFindings": dict(account.further),
            "keySource": "given" if key else "none",
            "ledgerKey": key.text if key else account.ledger_key,
            "notChecked": account.not_checked,
            "origin": account.origin,
            "projectionsCompared": False,
            "root": encode_base64(account.root) if account.root else None,
            "size": account.size,
            "verdict": answer,
        }
        if of_report:
            value.update({"answer": answer, "notCheckablePositions": list(not_checkable)})
        print(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        for finding in account.findings:
            place = "" if finding.position is None else f" at {finding.position}"
            print(f"{finding.code}{place}: {finding.subject}: expected {finding.expected}, found {finding.found}")
        for code, count in account.further.items():
            print(f"{code}: {count} more")
        for entry in account.not_checked:
            place = "" if entry["position"] is None else f" at {entry['position']}"
            print(f"not checked: {entry['code']}{place}: {entry['subject']}")
        if account.erasure_unfinished:
            print("an erasure is unfinished: what was erased may still be in the files")
        print(f"{account.origin}, {account.size} events, root {encode_base64(account.root or b'')}: {answer}")
    return 1 if account.findings else 0


def main(arguments: Optional[Sequence[str]] = None) -> int:
    parser = argparse.ArgumentParser(description="Checks a KiemDo ledger by Schemas/ledger-format.md.")
    parser.add_argument("ledger", nargs="?", type=Path)
    parser.add_argument("--tiles", type=Path)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--key")
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--witness", action="append", default=[])
    parser.add_argument("--schemas", type=Path, default=Path(__file__).resolve().parent.parent / "Schemas/events")
    parser.add_argument("--json", action="store_true")
    try:
        options = parser.parse_args(arguments)
    except SystemExit as exit:
        return 64 if exit.code else 0
    try:
        key = None
        if options.key:
            text = Path(options.key[1:]).read_text("utf-8").strip() if options.key.startswith("@") else options.key
            if (key := parse_key(text)) is None:
                print(f"--key: not a verifier key: {text[:300]}", file=sys.stderr)
                return 64
        witnesses = [key for text in options.witness if (key := parse_key(text, 4))]
        known = None
        if options.checkpoint:
            known = parse_note(options.checkpoint.read_bytes())
            if isinstance(known, str):
                print(f"--checkpoint: {known}", file=sys.stderr)
                return 65
        schemas = options.schemas if options.schemas.is_dir() else None
        if schemas and not (schemas / "candidate.registered.v1.schema.json").is_file():
            raise FileNotFoundError(f"{schemas}/candidate.registered.v1.schema.json")
        if options.report:
            if not options.report.is_file():
                raise FileNotFoundError(options.report)
            verifier = ReportVerifier(schemas)
            answer = verifier.run(options.report, key)
            report(verifier.account, key, options.json, answer, verifier.not_checkable)
            return 0 if answer == "proved" else 1
        if options.tiles:
            if not options.tiles.is_dir():
                raise FileNotFoundError(options.tiles)
            return report(FolderVerifier(options.tiles, witnesses).run(known, key), key, options.json)
        if options.ledger is None:
            print("nothing to verify: name a ledger, --tiles DIR or --report FILE (see --help)", file=sys.stderr)
            return 64
        if not options.ledger.is_file():
            raise FileNotFoundError(options.ledger)
        marked = is_marked(options.ledger)
        with open_ledger(options.ledger) as db:
            try:
                account = LedgerVerifier(db, schemas, witnesses).run(known, key)
            except (sqlite3.Error, UnicodeError) as error:
                if "not a database" in str(error):
                    raise
                account = Account()  # a damaged ledger, of which nothing can be read
                account.find("file.integrity", None, "file", "a file that SQLite can read", error)
        account.erasure_unfinished = account.erasure_unfinished or marked
        return report(account, key, options.json)
    except FileNotFoundError as error:
        print(f"no such file: {error.filename or error}", file=sys.stderr)
        return 66
    except NotALedger as error:
        print(error.args[1], file=sys.stderr)
        return int(error.args[0])
    except (sqlite3.Error, UnicodeError) as error:
        print(f"not a ledger: {error}", file=sys.stderr)
        return 65


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
