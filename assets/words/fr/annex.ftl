# L’annexe de preuves, et ce que le remplacement des noms ne peut pas faire.
annex-redact-limit = { $n } noms étaient trop nombreux pour être remplacés ; relisez ce document avant de le transmettre.
