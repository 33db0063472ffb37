// Checks what kiemdo publishes and proves with golang.org/x/mod/sumdb/note and tlog, and with nothing of kiemdo's.
//
//	log.go note KEY FILE...          each note is signed by the key
//	log.go folder KEY DIR            tiles of the folder give the root of its checkpoint; its headers are their leaves
//	log.go proof KEY FILE...         each tlog-proof leads from its header to the root of its signed checkpoint
//	log.go consistency KEY OLD BODY  the note in BODY extends the note OLD
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func read(path string) []byte {
	data, err := os.ReadFile(path)
	must(err)
	return data
}

// head opens a signed checkpoint; the key must be among the signers.
func head(text []byte, verifiers note.Verifiers, origin string) tlog.Tree {
	opened, err := note.Open(text, verifiers)
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if lines[0] != origin {
		must(fmt.Errorf("origin %q, expected %q", lines[0], origin))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: root}
}

// folder is a tlog-tiles folder as tlog's reader of tiles: height 8, and no height in the path.
type folder string

func (dir folder) Height() int { return 8 }

func (dir folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(string(dir), path))
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

func (dir folder) SaveTiles([]tlog.Tile, [][]byte) {}

func checkFolder(dir string, tree tlog.Tree) {
	reader := tlog.TileHashReader(tree, folder(dir))
	root, err := tlog.TreeHash(tree.N, reader)
	must(err)
	if root != tree.Hash {
		must(fmt.Errorf("the tiles give the root %v, the checkpoint says %v", root, tree.Hash))
	}
	for position := int64(0); position < tree.N; {
		tile := tlog.Tile{H: 8, L: 0, N: position / 256, W: 256}
		if tree.N-position < 256 {
			tile.W = int(tree.N - position)
		}
		path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		bundle := read(filepath.Join(dir, path))
		for ; len(bundle) > 0; position++ {
			length := int(binary.BigEndian.Uint16(bundle))
			leaf := tlog.RecordHash(bundle[2 : 2+length])
			bundle = bundle[2+length:]
			proof, err := tlog.ProveRecord(tree.N, position, reader)
			must(err)
			must(tlog.CheckRecord(proof, tree.N, tree.Hash, position, leaf))
		}
	}
}

func hashes(lines []string) []tlog.Hash {
	var result []tlog.Hash
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		must(err)
		result = append(result, hash)
	}
	return result
}

func checkProof(text []byte, verifiers note.Verifiers, origin string) {
	parts := bytes.SplitN(text, []byte("\n\n"), 2)
	tree := head(parts[1], verifiers, origin)
	lines := strings.Split(string(parts[0]), "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		must(fmt.Errorf("first line %q", lines[0]))
	}
	decoded, err := base64.StdEncoding.Strict().DecodeString(strings.TrimPrefix(lines[1], "extra "))
	must(err)
	var extra struct{ Header string }
	must(json.Unmarshal(decoded, &extra))
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	must(err)
	leaf := tlog.RecordHash([]byte(extra.Header))
	must(tlog.CheckRecord(tlog.RecordProof(hashes(lines[3:])), tree.N, tree.Hash, index, leaf))
}

func checkConsistency(old tlog.Tree, body []byte, verifiers note.Verifiers, origin string) {
	parts := bytes.SplitN(body, []byte("\n\n"), 2)
	tree := head(parts[1], verifiers, origin)
	lines := strings.Split(string(parts[0]), "\n")
	if lines[0] != fmt.Sprintf("old %d", old.N) {
		must(fmt.Errorf("first line %q", lines[0]))
	}
	must(tlog.CheckTree(tlog.TreeProof(hashes(lines[1:])), tree.N, tree.Hash, old.N, old.Hash))
}

func main() {
	verifier, err := note.NewVerifier(os.Args[2])
	must(err)
	verifiers := note.VerifierList(verifier)
	files := os.Args[3:]
	switch os.Args[1] {
	case "note":
		for _, file := range files {
			_, err := note.Open(read(file), verifiers)
			must(err)
		}
	case "folder":
		checkFolder(files[0], head(read(filepath.Join(files[0], "checkpoint")), verifiers, verifier.Name()))
	case "proof":
		for _, file := range files {
			checkProof(read(file), verifiers, verifier.Name())
		}
	case "consistency":
		checkConsistency(head(read(files[0]), verifiers, verifier.Name()), read(files[1]), verifiers, verifier.Name())
	}
}
