package permit

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func division(t testing.TB, s string) Division {
	t.Helper()
	d, err := ParseDivision(s)
	require.NoError(t, err)
	return d
}

func TestDivision(t *testing.T) {
	for s, want := range map[string]string{"110105": "110105", "１１０１０５": "110105", "130000": "130000", "": ""} {
		d := division(t, s)
		assert.Equal(t, want, d.String())
		assert.Equal(t, s == "", d.IsZero())
		assert.True(t, d.Equal(division(t, want)))
	}
	assert.Equal(t, "110000", division(t, "110105").Province().String())
	assert.True(t, Division{}.Province().IsZero())
	d := division(t, "110105")
	for _, bad := range []string{"11", "11010", "1101050", "010105", "000000", "+11010", "-11010", "11010x", "北京市朝", "１１", " 110105", strings.Repeat("1", 99)} {
		_, err := ParseDivision(bad)
		assert.ErrorIs(t, err, ErrText)
		require.Error(t, d.UnmarshalText([]byte(bad)))
		assert.Equal(t, "110105", d.String())
	}
}

func TestAddress(t *testing.T) {
	detail, err := ParseAddressDetail("测试路1号")
	require.NoError(t, err)
	for _, c := range []struct {
		code     string
		beijing  Flag
		district District
	}{
		{"", FlagUnknown, DistrictUnknown},
		{"110105", Yes, Chaoyang},
		{"110119", Yes, Yanqing},
		{"110000", Yes, DistrictUnknown},
		{"110103", Yes, DistrictUnknown}, // retired
		{"131082", No, DistrictUnknown},  // Sanhe is next door, and not Beijing (reading A40)
	} {
		a := Address{Division: division(t, c.code)}
		assert.Equal(t, c.beijing, a.InBeijing(), c.code)
		assert.Equal(t, c.district, a.District(), c.code)
		assert.NoError(t, a.Validate())
		assert.Equal(t, c.code == "", a.IsZero())
	}
	assert.Equal(t, []string{"address.division"}, faultsOf(t, Address{Detail: detail}.Validate()))
}
