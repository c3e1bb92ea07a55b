package endorsement_test

import (
	"testing"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

func TestMinimalReasons(t *testing.T) { ruletest.Minimal(t, endorsement.Tables()) }
