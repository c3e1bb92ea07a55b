package law_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/law"
)

func TestReadingIDRoundTrips(t *testing.T) {
	for n := 1; n <= law.ReadingCount; n++ {
		id := law.ReadingID(n)
		s := fmt.Sprintf("A%02d", n)
		assert.Equal(t, s, id.String())
		parsed, err := law.ParseReadingID(s)
		require.NoError(t, err)
		assert.Equal(t, id, parsed)

		data, err := json.Marshal(map[law.ReadingID]law.ReadingID{id: id})
		require.NoError(t, err)
		assert.JSONEq(t, fmt.Sprintf(`{%q:%q}`, s, s), string(data))
		var back map[law.ReadingID]law.ReadingID
		require.NoError(t, json.Unmarshal(data, &back))
		assert.Equal(t, map[law.ReadingID]law.ReadingID{id: id}, back)
	}
	assert.Equal(t, law.A80, law.ReadingID(law.ReadingCount))
}

func TestReadingIDRefuses(t *testing.T) {
	for _, s := range []string{"", "A00", "A81", "A99", "A1", "A001", "a01", "B01", "A0x", "Ax0", " A01", "A１"} {
		id, err := law.ParseReadingID(s)
		assert.ErrorIs(t, err, law.ErrReadingID, s)
		assert.True(t, id.IsZero(), s)
	}
}

func TestReadingIDThatIsNone(t *testing.T) {
	var zero law.ReadingID
	text, err := zero.MarshalText()
	require.NoError(t, err)
	assert.Empty(t, text)
	assert.Empty(t, zero.String())
	assert.False(t, zero.Valid())

	id := law.A33
	require.NoError(t, id.UnmarshalText(nil))
	assert.True(t, id.IsZero())

	id = law.A33
	require.ErrorIs(t, id.UnmarshalText([]byte("A81")), law.ErrReadingID)
	assert.Equal(t, law.A33, id, "the receiver stays as it was")

	_, err = law.ReadingID(81).MarshalText()
	assert.ErrorIs(t, err, law.ErrReadingID)
	assert.Empty(t, law.ReadingID(200).String())
}
