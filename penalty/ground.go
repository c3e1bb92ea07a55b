package penalty

import "github.com/juzhuzheng/residence/permit"

// The grounds of the findings that this package reads. Findings on the item
// have those of package permit: FoundForged, FoundAltered, FoundFraudulent.
const (
	FoundLighter    permit.Ground = "penalty-lighter-circumstances" // 情节较轻 (28.1.0.ii)
	FoundNoFault    permit.Ground = "penalty-no-fault"              // 行政处罚法 33
	FoundIncapable  permit.Ground = "penalty-incapable"             // 行政处罚法 31
	FoundCrime      permit.Ground = "penalty-crime-suspected"       // 28.2
	FoundSameAct    permit.Ground = "penalty-same-act"              // 行政处罚法 29
	FoundGrave      permit.Ground = "penalty-grave-circumstances"   // 情节严重、影响恶劣
	FoundFalseProof permit.Ground = "penalty-false-proof"           // 26.1.a
	FoundIntent     permit.Ground = "penalty-intent"                // 26.1.a
	FoundPrice      permit.Ground = "penalty-price-paid"            // 26.1.c, 28.1
	FoundOnDuty     permit.Ground = "penalty-on-duty"               // 22, 29.1.0
	FoundContrary   permit.Ground = "penalty-contrary"              // 29.1
)
