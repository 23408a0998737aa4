"""Day, month, year and the 24 hours of a day, as people in Britain write them, wherever staff read a moment.

Django adds the ISO forms (2026-12-01) to what can be typed.
"""

DATE_FORMAT = SHORT_DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = f"{DATE_FORMAT}, {TIME_FORMAT}"

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d/%m/%y", "%d %b %Y", "%d %B %Y"]
DATETIME_INPUT_FORMATS = [f"{date} %H:%M" for date in DATE_INPUT_FORMATS]
