"""Every bound that reading obeys, in one place, with where each number comes from.

Source of all figures unless said otherwise: reliability.md §4 (reference design) and §2 (measured baseline:
legitimate .docx have a ratio of at most 70, at most 291 entries and 15 MB unpacked).
"""

from __future__ import annotations

MB = 1024 * 1024
GB = 1024 * MB

#: Largest file that is read at all.
MAX_FILE = 200 * MB

# -- Office packages (.docx, .xlsx): checked on the directory of the zip, before anything is unpacked.
MAX_PARTS = 5_000
MAX_PART = 64 * MB
MAX_PACKAGE = 512 * MB
#: Refused when *both* the ratio and the size are passed: small, very regular parts compress well and do no harm.
MAX_RATIO = 200
RATIO_FROM = 20 * MB

#: Files inside a file that are listed, and of those embedded as tables that are read (reliability.md S6).
MAX_EMBEDDED = 100

# -- Tables. gridSpan=50000000 in a 34 KB file hangs python-docx; Word itself stops at 63 columns, Excel at 16,384.
MAX_SPAN = 1_000
MAX_NESTING = 20
MAX_SHEET_CELLS = 1_000_000
#: calamine keeps a sheet as a dense rectangle, so one cell at XFD1048576 would ask for 17 thousand million places.
MAX_SHEET_AREA = 10_000_000

# -- PDF
MAX_PAGES = 3_000
#: Above this many vector objects on a page its tables are not searched (100,000 rectangles took 33 s and 1.2 GB).
MAX_OBJECTS = 20_000
MAX_PAGE_CHARS = 200_000

# -- Scans. A page at 200 dpi has 4 million pixels; an A3 page twice as many.
MAX_PIXELS = 12_000_000
#: Largest picture that is decoded at all (a 600-dpi A4 scan has 35 million pixels).
MAX_SOURCE_PIXELS = 120_000_000
MAX_FRAMES = 500
#: Above this many enclosed places on a page picture no figures are searched among them: a table has some hundreds, a
#: halftone pattern tens of thousands, and they are compared with each other.
MAX_ROOMS = 2_000
#: Recognition of a dense page takes 4 to 6 seconds of one core; a busy machine needs several times that. A scanned
#: page has at least so many bytes (fax-coded black and white). (Our measurement, bench/scans.py.)
SCAN_SECONDS_PER_PAGE = 20
SCAN_BYTES_PER_PAGE = 25_000
SCAN_SECONDS_MOST = 3_000


def scan_seconds(size: int) -> float:
    """Time that recognition may take on a file of `size` bytes before it leaves the rest unread."""
    return min(SCAN_SECONDS_MOST, 60 + SCAN_SECONDS_PER_PAGE * size / SCAN_BYTES_PER_PAGE)


#: Pictures within a text file that are read as papers of their own: a certificate takes some 3 seconds of one core and
#: has at least so many bytes. (Our choice.)
PASTED_BYTES = 60_000
PASTED_SECONDS_MOST = 900


def pasted_seconds(size: int) -> float:
    """Time that reading the pictures within a text file of `size` bytes may take before the rest is left unread."""
    return min(PASTED_SECONDS_MOST, 30 + SCAN_SECONDS_PER_PAGE * size / PASTED_BYTES)


# -- Archives of submissions
MAX_ARCHIVE_DEPTH = 3
MAX_ARCHIVE_ENTRIES = 10_000
MAX_ARCHIVE = 4 * GB
#: A zip's central directory: 10,000 entries of 46 bytes and a long name each take less. (Our choice.)
MAX_DIRECTORY = 16 * MB

# -- Work per document, in the isolated process
SECONDS_BASE = 60
SECONDS_PER_PAGE = 3
SECONDS_MOST = 3_600
#: A page costs about so many bytes in real files; the page number is not known before a file is opened. (Our choice.)
BYTES_PER_PAGE = 50_000
WORKER_MEMORY = 3 * GB
#: What a worker may hand back for one document, and the largest file it may write (an unpacked entry, a conversion).
WORKER_OUTPUT = 64 * MB
WORKER_FILE = 256 * MB
WORKER_OPEN_FILES = 256
#: One run of LibreOffice; a form of 100 pages takes about 3 s. (Our choice.)
OFFICE_SECONDS = 120
#: Documents a worker reads before it is replaced, so that leaks of native libraries do not add up.
WORKER_TASKS = 20

# -- Extraction and checking of one submission, isolated in the same way. A book of 100 pages takes some 10 s; a busy
# machine needs several times that. What grows with the square of one endless paragraph ends here. (Our choice.)
REVIEW_SECONDS_BASE = 300
REVIEW_SECONDS_PER_PAGE = 3
REVIEW_SECONDS_MOST = 3_600
REVIEW_MEMORY = 8 * GB
REVIEW_OUTPUT = 256 * MB
#: A worker takes some seconds to start, a submission often less.
REVIEW_TASKS = 200

#: How a note ends when something that may matter was left unread: the document is then `ok_partial`, not `ok`.
LOST = "（部分内容未读取）。"
