package eligibility

// The codes of the conditions. A code may be retired but never reused.
const (
	CodeChinese        = "ELG-SCP-01" // 2.1
	CodeHukouElsewhere = "ELG-SCP-02" // 2.1
	CodeLivesInBeijing = "ELG-SCP-03" // 2.1
	CodeOtherRegime    = "ELG-SCP-04" // 2.2
	CodeNotServing     = "ELG-SCP-05" // 2.1, A07 iv

	CodeRegistered = "ELG-REG-01" // 7.1
	CodeHalfYear   = "ELG-REG-02" // 8.1

	CodeEmploymentStated  = "ELG-EMP-01" // 8.1
	CodeInsured           = "ELG-EMP-02" // 8.2.a#0
	CodeInsuranceReviewed = "ELG-EMP-03" // 5.2
	CodeRecruited         = "ELG-EMP-04" // 8.2.a#1
	CodeHired             = "ELG-EMP-05" // 8.2.a#2
	CodeLicensed          = "ELG-EMP-06" // 8.2.a#3
	CodeOtherEmployment   = "ELG-EMP-07" // 8.2.a#4
	CodeEmploymentInForce = "ELG-EMP-08" // 8.2.a
	CodeEmploymentProof   = "ELG-EMP-09" // 5.2

	CodeDwellingStated    = "ELG-DWL-01" // 8.1
	CodeDwellingKind      = "ELG-DWL-02" // 8.2.b
	CodeDwellingInBeijing = "ELG-DWL-03" // 8.1
	CodeLawfulTitle       = "ELG-DWL-04" // 8.2.b
	CodeDwellingInForce   = "ELG-DWL-05" // 8.2.b
	CodeDwellingHolder    = "ELG-DWL-06" // 8.2.b
	CodeDwellingProof     = "ELG-DWL-07" // 5.2

	CodeStudyStated     = "ELG-STU-01" // 8.1
	CodeSchoolKind      = "ELG-STU-02" // 8.2.c
	CodeFullTime        = "ELG-STU-03" // 8.2.c
	CodeSchoolInBeijing = "ELG-STU-04" // 8.1
	CodeXueji           = "ELG-STU-05" // 8.2.c
	CodeAttending       = "ELG-STU-06" // 8.2.c
	CodeStudyProof      = "ELG-STU-07" // 5.2

	CodeIdentityKind    = "ELG-MAT-01" // 9.1
	CodeIdentityOwn     = "ELG-MAT-02" // 9.1
	CodeIdentityInTerm  = "ELG-MAT-03" // 9.1
	CodePhoto           = "ELG-MAT-04" // 9.1
	CodePhotoRecent     = "ELG-MAT-05" // 9.1
	CodeAddressPaper    = "ELG-MAT-06" // 9.1
	CodeEmploymentPaper = "ELG-MAT-07" // 9.1
	CodeStudyPaper      = "ELG-MAT-08" // 9.1
	CodeIssuersNamed    = "ELG-MAT-09" // 9.2

	CodeInPerson             = "ELG-AGT-01" // 8.1
	CodeMayActAlone          = "ELG-AGT-02" // 10.1.b
	CodeLimitedMobility      = "ELG-AGT-03" // 10.1.a
	CodeGuardianOrRelative   = "ELG-AGT-04" // 10.1.a
	CodeAgentInProcedure     = "ELG-AGT-05" // 10.1.a
	CodeUnderSixteen         = "ELG-AGT-06" // 10.1.b
	CodeGuardian             = "ELG-AGT-07" // 10.1.b
	CodeGuardianHasPermit    = "ELG-AGT-08" // 10.1.b
	CodeGuardianPermitUsable = "ELG-AGT-09" // 10.1.b
	CodeAgentIdentity        = "ELG-AGT-10" // 10.1.c
	CodeRelationProved       = "ELG-AGT-11" // 10.1.c
	CodePermitGoesOn         = "ELG-AGT-12" // 10.1.b

	CodeOfficeKind             = "ELG-VEN-01" // 8.1
	CodeOfficePlace            = "ELG-VEN-02" // 8.1
	CodeNewCardOfficeKind      = "ELG-VEN-03" // 12.1
	CodeNewCardOfficePlace     = "ELG-VEN-04" // 12.1
	CodeMoveOfficeKind         = "ELG-VEN-05" // 13.1
	CodeMoveOfficePlace        = "ELG-VEN-06" // 13.1
	CodeEndorsementOfficeKind  = "ELG-VEN-07" // 14.2.b
	CodeEndorsementOfficePlace = "ELG-VEN-08" // 14.2.b

	CodeRefusalReasons  = "ELG-RFS-01" // 11.2
	CodeRefusalReviewer = "ELG-RFS-02" // 11.2
	CodeRefusalNotifier = "ELG-RFS-03" // 11.2
	CodeRefusalDay      = "ELG-RFS-04" // 11.2
	CodeRefusalDecided  = "ELG-RFS-05" // 11.2
)
