package reliability

import (
	"os"
	"testing"

	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

func TestMain(m *testing.M) {
	if role := os.Getenv(childVar); role != "" {
		runChild(role) // to be killed
	}
	os.Exit(pgtest.Main(m))
}
