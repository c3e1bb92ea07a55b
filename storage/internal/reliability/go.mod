module github.com/juzhuzheng/residence/storage/internal/reliability

go 1.26.0

require (
	github.com/anishathalye/porcupine v1.3.1
	github.com/juzhuzheng/residence v0.1.0
	github.com/shopspring/decimal v1.6.0
	pgregory.net/rapid v1.3.0
)

require golang.org/x/text v0.43.0 // indirect

replace github.com/juzhuzheng/residence => ../../../
