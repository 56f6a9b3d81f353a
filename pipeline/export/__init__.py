"""Tables in the formats of others: CSV, Excel, Stata, JSON, and a data package to deposit; and how to cite them.

XlsxWriter is among the program's dependencies rather than in an extra: it is one small package without dependencies of its own,
and a workbook should not need another installation. What reads workbooks is needed by tests alone.
"""
