package permit

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/juzhuzheng/residence/permit/rule"
)

func TestFlagTruth(t *testing.T) {
	assert.Equal(t, rule.Met, FlagOf(true).Truth())
	assert.Equal(t, rule.Unmet, FlagOf(false).Truth())
	assert.Equal(t, rule.Unknown, FlagUnknown.Truth())
	assert.Equal(t, rule.Unknown, Flag(99).Truth())
}
