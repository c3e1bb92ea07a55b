package scenario_test

import (
	"testing"

	"github.com/juzhuzheng/residence/permit/scenario"
)

func TestCorpus(t *testing.T) { scenario.Run(t, "testdata/corpus", nil) }
