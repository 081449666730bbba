"""The bank holidays in England and Wales as gov.uk published them, and the days that proclamations moved or gave."""

# Saturdays and Sundays are not on the list: a holiday that falls there is given on a later day.
PUBLISHED = {
    2018: "1 January, 30 March, 2 April, 7 May, 28 May, 27 August, 25 December, 26 December",
    2019: "1 January, 19 April, 22 April, 6 May, 27 May, 26 August, 25 December, 26 December",
    2020: "1 January, 10 April, 13 April, 8 May, 25 May, 31 August, 25 December, 28 December",
    2021: "1 January, 2 April, 5 April, 3 May, 31 May, 30 August, 27 December, 28 December",
    2022: "3 January, 15 April, 18 April, 2 May, 2 June, 3 June, 29 August, 19 September, 26 December, 27 December",
    2023: "2 January, 7 April, 10 April, 1 May, 8 May, 29 May, 28 August, 25 December, 26 December",
    2024: "1 January, 29 March, 1 April, 6 May, 27 May, 26 August, 25 December, 26 December",
    2025: "1 January, 18 April, 21 April, 5 May, 26 May, 25 August, 25 December, 26 December",
    2026: "1 January, 3 April, 6 April, 4 May, 25 May, 31 August, 25 December, 28 December",
    2027: "1 January, 26 March, 29 March, 3 May, 31 May, 30 August, 27 December, 28 December",
}

BY_PROCLAMATION = {
    "1995-05-08": "Early May bank holiday (VE day)",
    "1999-12-31": "Millennium celebrations",
    "2002-06-03": "Golden Jubilee",
    "2002-06-04": "Spring bank holiday",
    "2011-04-29": "Royal wedding",
    "2012-06-04": "Spring bank holiday",
    "2012-06-05": "Diamond Jubilee",
    "2020-05-08": "Early May bank holiday (VE day)",
    "2022-06-02": "Spring bank holiday",
    "2022-06-03": "Platinum Jubilee bank holiday",
    "2022-09-19": "State Funeral of Queen Elizabeth II",
    "2023-05-08": "Coronation of King Charles III",
}

MOVED_AWAY = ("1995-05-01", "2002-05-27", "2012-05-28", "2020-05-04", "2022-05-30")
"""Ordinary Mondays, because the bank holiday that falls there was moved."""
