package reliability

import (
	"os"
	"testing"

	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }
