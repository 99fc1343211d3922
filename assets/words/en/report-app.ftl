# The place Report: what goes in, the pages as they will be, what can be written.

report-app-place = Report
report-app-act-go = Go to Report
report-app-act-export = Export the report as PDF…
report-app-act-print = Print the report…
report-app-why-not-reading = Evidence is still being read
report-app-why-not-writing = Another file is being written

report-app-draft = Draft
report-app-final = Final
report-app-state = { $state } · { $n ->
    [one] 1 page
   *[other] { $n } pages
}
report-app-state-draft = draft
report-app-state-final = final
report-app-state-writing = writing…

report-app-empty = A report for the client and the insurer
report-app-empty-why = Nothing has been read yet. Once there is evidence, its report stands here, page by page, in English or French, to be signed and handed over. It can be printed half-way through: what is not finished says so.
report-app-empty-holds = It holds

report-app-language = Language
report-app-language-window = As window
report-app-language-english = English
report-app-language-french = Français
report-app-paper = Paper
report-app-paper-a4 = A4
report-app-paper-letter = US Letter
report-app-standing = Standing
report-app-draft-why = Every page says that it is a draft.
report-app-final-why = No page says that it is a draft any more.
report-app-redact = Redact names and addresses
report-app-redact-why = Each name and address gives way to the same alias everywhere, in tables and annexes too.
report-app-sections-all = Sections: all
report-app-sections = Sections: { $n ->
    [one] 1 left out
   *[other] { $n } left out
}
report-app-sections-why = The summary and the cited records are always in.
report-app-sections-put-all = Put all in
report-app-client = Client
report-app-consultant = Consultant
report-app-company = Company
report-app-person = Name
report-app-position = Position
report-app-field = { $who }: { $what }
report-app-hint-company-client = The company that runs the server
report-app-hint-company-consultant = The company that writes the report
report-app-hint-person-client = e.g. A. Martin
report-app-hint-person-consultant = e.g. B. Moreau
report-app-hint-position-client = e.g. Managing director
report-app-hint-position-consultant = e.g. Incident response consultant
report-app-reference = Reference
report-app-hint-reference = Number or name of the engagement
report-app-logo = Logo
report-app-logo-none = none
report-app-logo-why = PNG or JPEG of 512 KiB at most; it stands on the cover.
report-app-logo-choose = Choose a logo…
report-app-logo-remove = Remove the logo
report-app-logo-pictures = Pictures
report-app-remarks = Remarks: { $n } of { $all } written
report-app-personal-data = Personal data sheet: { $n } of { $all } written
report-app-personal-data-why = Facts for the controller, who decides. Nothing is filled in by itself.
report-app-keep-how = Enter keeps what was typed; Shift+Enter begins a new line.
report-app-hint-context = Who called, when, for what; what was agreed.
report-app-hint-how = What is known beyond the logs: an old password, an application, a rule of the firewall.
report-app-hint-impact = What people noticed: mail refused, slow lines, complaints, costs.
report-app-hint-recommendations = What this client should do beyond the steps.
report-app-hint-remarks = Anything else that the reader must know.
report-app-hint-data-categories = Addresses, messages, contacts, health data…
report-app-hint-data-people = Employees, customers, patients; about how many.
report-app-hint-data-records = Mailboxes, messages, attachments; about how many.
report-app-hint-data-consequences = Phishing, disclosure, loss of access…
report-app-hint-data-measures = Done and planned, for these people too.
report-app-hint-data-contact = Name, telephone, address.
report-app-options = Options
report-app-divider = Options and pages

report-app-export = Export PDF…
report-app-print = Print…
report-app-print-why = Writes a PDF and opens it with the viewer of this computer, which prints it.
report-app-more = More
report-app-more-why = Other forms, evidence annex, tables
report-app-form = { $form }…
report-app-annex = Evidence annex (ZIP)…
report-app-annex-why = The records that the report cites, as they stand in the evidence, with hashes and how to verify them without this program.
report-app-annex-kind = ZIP archive
report-app-tables = Tables
report-app-write = Write: { $what }

report-app-writing = Being written…
report-app-open = Open
report-app-copy-path = Copy the path

report-app-pages = Pages of the report
report-app-page = page { $n } of { $all }
report-app-sheet = Page { $n }
report-app-previous = Previous page
report-app-next = Next page
report-app-jump = Go to a section
report-app-jump-line = { $title }, page { $n }
report-app-zoom = Size of the pages
report-app-zoom-width = Fit width
report-app-zoom-page = Fit page
report-app-setting = being set…
report-app-stale = not up to date
report-app-stale-why = Something has changed since; the pages are set anew in a moment.
report-app-waits = The report is set once everything has been read and analysed.
report-app-first = The report is being set…
report-app-no-pages = There is no page to show.
report-app-failed = The report could not be set: { $why }
report-app-again = Try again
report-app-read-only = The options cannot be changed here. { $why }

report-app-file-report = report
report-app-file-annex = annex
report-app-file-redacted = redacted

report-app-keys = In the pages of the report
report-app-keys-scroll = Scroll
report-app-keys-page = Page before, page after
report-app-keys-screen = One screen up or down
report-app-keys-ends = First or last page
report-app-keys-zoom = Larger or smaller
report-app-keys-fit = Fit width
report-app-keys-back = Back to the pages
