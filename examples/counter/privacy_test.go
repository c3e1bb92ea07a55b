package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// personal are the texts of the example that belong to a person: names,
// numbers, addresses, birth dates, issuers of proofs.
func personal(t *testing.T) []string {
	t.Helper()
	var list []string
	for _, name := range []string{examplePeople, exampleHistory, exampleDay} {
		b, err := example.ReadFile(name)
		require.NoError(t, err)
		for l := range bytes.Lines(b) {
			if !bytes.HasPrefix(l, []byte("{")) {
				continue
			}
			var o struct {
				Name, IDNumber, Born, Address string
				Papers                        map[string]any
			}
			require.NoError(t, json.Unmarshal(l, &o))
			list = append(list, o.Name, o.IDNumber, o.Born, o.Address)
			for _, v := range o.Papers {
				if issuer, ok := v.(string); ok && issuer != "recent" && issuer != "none" {
					list = append(list, issuer)
				}
			}
		}
	}
	return list
}

// TestNobodyIsNamed: no name, number, birth date or address of the example
// appears in any output (article 25).
func TestNobodyIsNamed(t *testing.T) {
	secrets := personal(t)
	found := 0
	for _, args := range [][]string{nil, {"-lang", "en"}, {"-json"}, {"-json", "-lang", "en"}} {
		stdout, stderr, _ := output(t, args...)
		for _, s := range secrets {
			if s == "" {
				continue
			}
			found++
			assert.NotContains(t, stdout, s)
			assert.NotContains(t, stderr, s)
		}
	}
	assert.Greater(t, found, 400)
}

// TestBadLinesNameNobody: a name, a number, an address in any field of a bad
// line is never repeated, whatever is wrong with the line.
func TestBadLinesNameNobody(t *testing.T) {
	secrets := []string{"测试欧阳某某", "130100199403050009", "示例胡同八十八号", "13800000000"}
	shapes := []string{
		`%s`, `{"%s":1}`, `{"act":"%s","who":"甲01","time":"09:00"}`, `{"act":"lose","who":"%s","time":"09:00"}`,
		`{"act":"lose","who":"甲01","time":"%s"}`, `{"act":"lose","who":"甲01","time":"09:00","%s":true}`,
		`{"act":"lose","who":"甲01","time":"09:00","desk":"%s"}`, `{"act":"lose","who":"甲01","time":"09:00","office":"%s"}`,
		`{"act":"move","who":"甲01","time":"09:00","division":"%s","moved":"%[1]s"}`,
		`{"act":"cancel","who":"甲01","time":"09:00","ground":"%s","finding":{"by":"%[1]s","outcome":"%[1]s","reference":"%[1]s"}}`,
		`{"act":"apply","who":"甲01","time":"09:00","claims":["%s"],"papers":{"photo":"%[1]s"},"dwelling":{"kind":"%[1]s","review":{"by":"housing","outcome":"rejected","reason":"%[1]s"}}}`,
		`{"act":"lose","who":"甲01","time":"09:00","expect":{"outcome":"%s","because":["%[1]s"],"shows":{"%[1]s":"%[1]s"}}}`,
		`{"act":"register","who":"甲01","time":"09:00","expect":{"outcome":"refused","shows":{"fee":"%s"}}}`,
		`{"person":"%s","idNumber":"%[1]s0","born":"%[1]s","nationality":"%[1]s","household":"%[1]s","address":"%[1]s"}`,
		`{"day":"%s","district":"%[1]s"}`,
	}
	head := someDay + `{"person":"甲01","idNumber":"440500198801010002","name":"测试甲","division":"110105"}` + "\n"
	for _, shape := range shapes {
		for _, s := range secrets {
			file := filepath.Join(t.TempDir(), "day.jsonl")
			require.NoError(t, os.WriteFile(file, []byte(head+strings.NewReplacer("%s", s, "%[1]s", s).Replace(shape)+"\n"), 0o600))
			for _, args := range [][]string{{"-in", file}, {"-in", file, "-json"}, {"-in", file, "-lang", "en"}} {
				stdout, stderr, code := output(t, args...)
				assert.Equal(t, exitBad, code, shape)
				assert.NotContains(t, stdout+stderr, s, shape)
			}
		}
	}
}
