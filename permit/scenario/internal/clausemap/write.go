package main

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/juzhuzheng/residence/permit/law"
)

// corpusFromMap is the way from the map to the scripts.
const corpusFromMap = "../scenario/testdata/corpus/"

const heading = `# Coverage / 条文对照

<!-- Written by go generate ./permit/law. Do not edit. -->

Each of the 78 clauses: how the library treats it, the conditions that decide it and the acts that record it, and the scripts
that show it met (yes), not met (no) and left open (undetermined). Clauses with nothing to compute have none.

全部 78 条款：库如何处理，由哪些条件判断、由哪些行为记录，以及显示其符合（yes）、不符合（no）、待查（undetermined）的脚本。
没有可计算内容的条款没有脚本。

`

// write writes the map.
func (l *library) write(b *bytes.Buffer) {
	b.WriteString(heading)
	l.writeCount(b)
	b.WriteString("\n## Clauses / 条款\n")
	article := 0
	for c := range law.Clauses() {
		if c.Cite.Article() != article {
			article = c.Cite.Article()
			h, _ := law.Heading(article)
			fmt.Fprintf(b, "\n### Art %d %s / %s\n", article, h.EN, h.ZH)
		}
		l.writeClause(b, &c)
	}
	b.WriteString("\n## Readings / 读法\n\nTwo scripts that differ in the reading alone, for each answer that changes an outcome. / 每个改变结果的读法各有一对只差读法的脚本。\n\n")
	for _, r := range separable() {
		l.writeReading(b, &r)
	}
	b.WriteString("\n## Thresholds / 期限\n\nThe day before, the day, the day after. / 前一日、当日、后一日。\n\n")
	names, sides := l.thresholds()
	for _, n := range names {
		var three []string
		for _, side := range threeDays {
			three = append(three, link(sides[n][side]))
		}
		fmt.Fprintf(b, "- %s: %s\n", n, strings.Join(three, " · "))
	}
	b.WriteString("\n## Across articles / 跨条\n\n")
	for _, f := range l.crossing() {
		fmt.Fprintf(b, "- %s\n", link(f))
	}
}

// writeCount counts the corpus by the decidability of the clauses.
func (l *library) writeCount(b *bytes.Buffer) {
	fmt.Fprintf(b, "%d scripts, %d of them across articles. / 脚本 %d 个，其中跨条 %d 个。\n\n", len(l.cases), len(l.crossing()), len(l.cases), len(l.crossing()))
	b.WriteString("| decidable | clauses | yes | no | undetermined |\n|---|---|---|---|---|\n")
	for _, d := range []law.Decidability{law.FullyDecidable, law.PartlyDecidable, law.NotDecidable} {
		clauses, shown := 0, map[string]int{}
		for c := range law.Clauses() {
			if c.Decidable != d {
				continue
			}
			clauses++
			for _, p := range polarities {
				shown[p] += len(l.showing(c.Cite, p))
			}
		}
		fmt.Fprintf(b, "| %v | %d | %d | %d | %d |\n", d, clauses, shown["yes"], shown["no"], shown["undetermined"])
	}
}

func (l *library) writeClause(b *bytes.Buffer, c *law.Clause) {
	t, _ := law.TreatmentOf(c.Cite)
	fmt.Fprintf(b, "\n**%v** %v, decidable: %v. %s / %s\n\n", c.Cite, t.Kind, c.Decidable, t.Why.EN, t.Why.ZH)
	var conditions, acts []string
	for _, ref := range t.Refs {
		if _, is := l.codes[ref]; is {
			conditions = append(conditions, ref)
		} else {
			acts = append(acts, ref)
		}
	}
	item := func(name string, list []string) {
		if len(list) > 0 {
			fmt.Fprintf(b, "- %s: %s\n", name, strings.Join(list, ", "))
		}
	}
	item("conditions", conditions)
	item("acts", acts)
	for _, p := range polarities {
		var links []string
		for _, f := range l.showing(c.Cite, p) {
			links = append(links, link(f))
		}
		if why, is := l.excuse(c.Cite.String(), p); is {
			links = []string{"none: " + why.EN + " / " + why.ZH}
		}
		item(p, links)
	}
}

func (l *library) writeReading(b *bytes.Buffer, r *law.Reading) {
	fmt.Fprintf(b, "- **%v** %s / %s (default %s)\n", r.ID, r.Title.EN, r.Title.ZH, r.Default)
	for _, a := range r.Answers {
		if a.Key == r.Default {
			continue
		}
		if why, is := l.excuse(r.ID.String(), a.Key); is {
			fmt.Fprintf(b, "  - %s: none: %s / %s\n", a.Key, why.EN, why.ZH)
			continue
		}
		var shown []string
		for _, p := range l.pairs(r, a.Key) {
			shown = append(shown, link(p.one)+" and "+link(p.other))
		}
		fmt.Fprintf(b, "  - %s: %s\n", a.Key, strings.Join(shown, "; "))
	}
}

// link is a script by its name, leading to it.
func link(file string) string {
	return fmt.Sprintf("[%s](%s%s)", strings.TrimSuffix(path.Base(file), ".txtar"), corpusFromMap, file)
}
