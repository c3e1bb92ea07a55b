package permit_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
)

// What is read as a schedule is one: ascending days, amounts that can be paid,
// and the same again after writing. Amounts of vast size are refused and cost
// nothing.
func FuzzFeeSchedule(f *testing.F) {
	for _, s := range []string{
		`{"versions":[{"from":"2026-01-01","amounts":{"reissue":"1.23","exchange":"0.45"},"citation":{"kind":"rule","title":"示例","provision":"一"}}]}`,
		`{"versions":[{"from":"2026-01-01","amounts":{"reissue":"1e999999999","exchange":"0"},"citation":{"kind":"rule","title":"示例","provision":"一"}}]}`,
		`{"versions":[{"from":"2026-01-01","amounts":{"reissue":"-1","exchange":"1.001","endorsement":"1"},"citation":{}}]}`,
		`{"versions":[]}`, `null`, ``,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := permit.ReadFeeSchedule(bytes.NewReader(data))
		if err != nil {
			return
		}
		versions := s.Versions()
		require.NotEmpty(t, versions)
		for i, v := range versions {
			for _, amount := range []decimal.Decimal{v.Reissue, v.Exchange} {
				assert.False(t, amount.IsNegative())
				assert.True(t, amount.Equal(amount.Round(2)))
			}
			assert.True(t, i == 0 || versions[i-1].From.StrictlyBefore(v.From))
			_, before := s.At(versions[0].From.DayBefore())
			assert.False(t, before)
			at, ok := s.At(v.From)
			assert.True(t, ok)
			assert.Equal(t, v.From, at.From)
		}
		out, err := json.Marshal(s)
		require.NoError(t, err)
		again, err := permit.ReadFeeSchedule(bytes.NewReader(out))
		require.NoError(t, err)
		third, err := json.Marshal(again)
		require.NoError(t, err)
		assert.Equal(t, string(out), string(third))
	})
}
