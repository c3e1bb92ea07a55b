module github.com/juzhuzheng/residence/storage/gm

go 1.26.0

require (
	github.com/emmansun/gmsm v0.32.0
	github.com/juzhuzheng/residence v0.1.0
)

replace github.com/juzhuzheng/residence => ../../
