"""The Children in Need census of the Department for Education, as a file.

This package turns a census file (XML) into typed records and problems. It knows neither Django
nor the database, and it does no arithmetic with dates: it only compares them.

    check_whole_file(path)              # raises CensusFileError before anything is used
    reading = read_census(path)
    for item in reading:                # in file order, one child at a time
        match item:
            case ChildRecord(): ...     # everything usable about one child
            case Problem(): ...         # what was not used, or used but looks wrong
    reading.header, reading.counts      # whose return, and what became of every row

The format is described in the DfE's census specification (items N00xxx of the Common Basic Data
Set). Where files and specification differ, the reader takes what can be understood and says so.
"""

from waymark.exports.cin.problems import CensusFileError, Count, Problem, Severity, Topic
from waymark.exports.cin.reading import CensusReading, WholeFile, check_whole_file, read_census
from waymark.exports.cin.records import (
    AssessmentRecord,
    CensusHeader,
    ChildRecord,
    PlanDates,
    PreProceedings,
    ProtectionPlan,
    Referral,
    ReviewRecord,
    Section47Record,
)

__all__ = [
    "AssessmentRecord",
    "CensusFileError",
    "CensusHeader",
    "CensusReading",
    "ChildRecord",
    "Count",
    "PlanDates",
    "PreProceedings",
    "Problem",
    "ProtectionPlan",
    "Referral",
    "ReviewRecord",
    "Section47Record",
    "Severity",
    "Topic",
    "WholeFile",
    "check_whole_file",
    "read_census",
]
