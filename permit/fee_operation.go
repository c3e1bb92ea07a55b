package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// FeeOperation is what somebody may be asked to pay for (24).
type FeeOperation uint8

// The operations.
const (
	FeeOperationUnknown  FeeOperation = iota
	FeeFirstApplication               // 24.1.b: waived
	FeeLaterApplication               // after a cancellation (A52)
	FeeEndorsement                    // no clause imposes one (A37)
	FeeAddressChange                  // no clause imposes one
	FeeReissue                        // 24.1.c
	FeeExchange                       // 24.1.c: of a damaged card
	FeeExchangeOtherwise              // on another ground: no fee rule covers it (A45)
)

var feeOperations = word.List{Field: "operation", Words: []word.Word{
	FeeOperationUnknown:  {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	FeeFirstApplication:  {Code: "first-application", Label: law.Bilingual{ZH: "首次申领", EN: "first application"}},
	FeeLaterApplication:  {Code: "later-application", Label: law.Bilingual{ZH: "注销后再次申领", EN: "application after a cancellation"}},
	FeeEndorsement:       {Code: "endorsement", Label: law.Bilingual{ZH: "签注", EN: "endorsement"}},
	FeeAddressChange:     {Code: "address-change", Label: law.Bilingual{ZH: "变更居住地住址", EN: "change of address"}},
	FeeReissue:           {Code: "reissue", Label: law.Bilingual{ZH: "补领", EN: "reissue"}},
	FeeExchange:          {Code: "exchange", Label: law.Bilingual{ZH: "换领", EN: "exchange"}},
	FeeExchangeOtherwise: {Code: "exchange-otherwise", Label: law.Bilingual{ZH: "因其他事由换领", EN: "exchange on another ground"}},
}}

func (o FeeOperation) vocabulary() *word.List { return &feeOperations }

// String is the stable code.
func (o FeeOperation) String() string { return feeOperations.Code(uint8(o)) }

// Label is the word for people.
func (o FeeOperation) Label(tag language.Tag) string { return feeOperations.Label(uint8(o), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (o FeeOperation) MarshalText() ([]byte, error) { return marshalWord(o) }

// UnmarshalText reads the code; on error o keeps its value.
func (o *FeeOperation) UnmarshalText(b []byte) error { return unmarshalWord(b, o) }
