package civil

// BuiltIn returns the calendar of 2025 and 2026: the days off and the make-up
// workdays of the State Council's notices, and the 13 statutory holidays a year
// of the decree on holidays (Decree 795, in force from 2025-01-01). Further
// years come from [ReadCalendar] and [Table.With].
func BuiltIn() *Table { return builtIn }

// builtIn is never changed; a Table cannot be.
var builtIn = newTable([]notice{
	{2025, arranged(2025, []span{
		{1, 1, 1, 1, markStatutory}, // New Year

		{1, 26, 1, 26, markWork}, // Spring Festival, Eve to the third day
		{1, 28, 1, 31, markStatutory},
		{2, 1, 2, 4, markArranged},
		{2, 8, 2, 8, markWork},

		{4, 4, 4, 4, markStatutory}, // Qingming
		{4, 5, 4, 6, markArranged},

		{4, 27, 4, 27, markWork}, // Labour Day
		{5, 1, 5, 2, markStatutory},
		{5, 3, 5, 5, markArranged},

		{5, 31, 5, 31, markStatutory}, // Dragon Boat Festival
		{6, 1, 6, 2, markArranged},

		{9, 28, 9, 28, markWork}, // National Day and Mid-Autumn (6 October)
		{10, 1, 10, 3, markStatutory},
		{10, 4, 10, 5, markArranged},
		{10, 6, 10, 6, markStatutory},
		{10, 7, 10, 8, markArranged},
		{10, 11, 10, 11, markWork},
	})},
	{2026, arranged(2026, []span{
		{1, 1, 1, 1, markStatutory}, // New Year
		{1, 2, 1, 3, markArranged},
		{1, 4, 1, 4, markWork},

		{2, 14, 2, 14, markWork}, // Spring Festival, Eve to the third day
		{2, 15, 2, 15, markArranged},
		{2, 16, 2, 19, markStatutory},
		{2, 20, 2, 23, markArranged},
		{2, 28, 2, 28, markWork},

		{4, 4, 4, 4, markArranged}, // Qingming
		{4, 5, 4, 5, markStatutory},
		{4, 6, 4, 6, markArranged},

		{5, 1, 5, 2, markStatutory}, // Labour Day
		{5, 3, 5, 5, markArranged},
		{5, 9, 5, 9, markWork},

		{6, 19, 6, 19, markStatutory}, // Dragon Boat Festival
		{6, 20, 6, 21, markArranged},

		{9, 20, 9, 20, markWork}, // National Day, and Mid-Autumn before it
		{9, 25, 9, 25, markStatutory},
		{9, 26, 9, 27, markArranged},
		{10, 1, 10, 3, markStatutory},
		{10, 4, 10, 7, markArranged},
		{10, 10, 10, 10, markWork},
	})},
})

// A span is a run of days of one year that are marked alike.
type span struct {
	fromMonth, fromDay, toMonth, toDay int
	mark                               mark
}

func arranged(year int, spans []span) []noticeDay {
	var days []noticeDay
	for _, s := range spans {
		for n := join(year, s.fromMonth, s.fromDay); n <= join(year, s.toMonth, s.toDay); n++ {
			days = append(days, noticeDay{Date{n}, s.mark})
		}
	}
	return days
}
