package permit_test

import (
	"testing"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

func TestMinimalReasons(t *testing.T) { ruletest.Minimal(t, permit.Tables()) }
