// Command generate writes the schema files of package schema.
package main

import (
	"log"
	"os"

	"github.com/juzhuzheng/residence/permit/registry/schema/internal/build"
)

func main() {
	files, err := build.Files()
	if err != nil {
		log.Fatal(err)
	}
	for name, b := range files {
		if err := os.WriteFile(name, b, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
