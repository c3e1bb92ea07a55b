package law

import (
	"strconv"
	"strings"
)

// Chinese returns the citation as Chinese legal texts write it.
//
//	13.1        第十三条                  an article of one paragraph names no paragraph
//	8.1         第八条第一款
//	23.1.b      第二十三条第（二）项       an item, numbered as the draft prints it
//	23.1.0      第二十三条引导语           the lead-in of a list
//	28.1.0.ii   第二十八条第一款引导语第二档  a tier within the lead-in
//	14.2.b      第十四条第二款第二句       a paragraph of full sentences: 第…句
//	8.2.a       第八条第二款第一分句       limbs of one sentence: 第…分句
//	8.2.a#1     第八条第二款第一分句要件1    an atom of the clause's logic
//
// Limbs count as 句 when each ends with a full stop, else as 分句. A place
// the draft does not have is written as a limb. The zero Cite is "".
func (c Cite) Chinese() string {
	if c.IsZero() {
		return ""
	}
	l := theDraft().layout(c)
	var b strings.Builder
	b.WriteString("第" + chineseNumeral(c.article) + "条")
	if c.paragraph != 0 && !l.single {
		b.WriteString("第" + chineseNumeral(c.paragraph) + "款")
	}
	if c.item == leadIn {
		b.WriteString("引导语")
	}
	if c.item >= firstItem {
		n := chineseNumeral(uint8(c.ordinal()))
		switch {
		case l.listed:
			b.WriteString("第（" + n + "）项")
		case l.sentences:
			b.WriteString("第" + n + "句")
		default:
			b.WriteString("第" + n + "分句")
		}
	}
	if c.tier != 0 {
		b.WriteString("第" + chineseNumeral(c.tier) + "档")
	}
	if n, ok := c.Atom(); ok {
		b.WriteString(chineseElement + strconv.Itoa(n))
	}
	return b.String()
}

// English returns the citation for English texts: "art. 13", "art. 8 ¶ 1",
// "art. 8 ¶ 2 (a)" for a limb, "art. 23 (2)" for an item of a list, numbered
// as in the text, "art. 28 ¶ 1 lead-in, tier 2", "art. 8 ¶ 2 (a) element 1".
// An article of one paragraph names no paragraph. The zero Cite is "".
func (c Cite) English() string {
	if c.IsZero() {
		return ""
	}
	l := theDraft().layout(c)
	var b strings.Builder
	b.WriteString("art. " + strconv.Itoa(int(c.article)))
	if c.paragraph != 0 && !l.single {
		b.WriteString(" ¶ " + strconv.Itoa(int(c.paragraph)))
	}
	switch {
	case c.item == leadIn:
		b.WriteString(" lead-in")
	case c.item >= firstItem && l.listed:
		b.WriteString(" (" + strconv.Itoa(c.ordinal()) + ")")
	case c.item >= firstItem:
		b.WriteString(" (" + string(c.letter()) + ")")
	}
	if c.tier != 0 {
		b.WriteString(", tier " + strconv.Itoa(int(c.tier)))
	}
	if n, ok := c.Atom(); ok {
		b.WriteString(englishElement + strconv.Itoa(n))
	}
	return b.String()
}

// layout is what a citation must know about the print around it.
type layout struct {
	single    bool // the article has one paragraph only
	listed    bool // the paragraph is a list with a lead-in
	sentences bool // each limb of the paragraph is a full sentence
}

func (d *draft) layout(c Cite) layout {
	var l layout
	article := d.within(Cite{article: c.article})
	if len(article) > 0 {
		l.single = article[len(article)-1].Cite.paragraph == 1
	}
	limbs := d.within(Cite{article: c.article, paragraph: max(c.paragraph, 1)})
	if len(limbs) > 0 {
		l.listed = limbs[0].Cite.item == leadIn
		l.sentences = true
	}
	for _, cl := range limbs {
		l.sentences = l.sentences && strings.HasSuffix(cl.ZH, "。")
	}
	return l
}

// chineseNumeral writes 1 to 99; the grammar of Cite allows no more.
func chineseNumeral(n uint8) string {
	digits := [...]string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch tens, ones := n/10, n%10; tens {
	case 0:
		return digits[ones]
	case 1:
		return "十" + digits[ones]
	default:
		return digits[tens] + "十" + digits[ones]
	}
}
