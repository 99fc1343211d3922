# Le rapport à l’écran : ce qui y entre, les pages telles qu’elles seront, ce qui peut être écrit.

report-app-place = Rapport
report-app-act-go = Aller au rapport
report-app-act-export = Exporter le rapport en PDF…
report-app-act-print = Imprimer le rapport…
report-app-why-not-reading = Des preuves sont encore en cours de lecture
report-app-why-not-writing = Un autre fichier est en cours d’écriture

report-app-draft = Projet
report-app-final = Définitif
report-app-state = { $state } · { $n ->
    [one] 1 page
   *[other] { $n } pages
}
report-app-state-draft = projet
report-app-state-final = définitif
report-app-state-writing = écriture…

report-app-empty = Un rapport pour le client et l’assureur
report-app-empty-why = Rien n’a encore été lu. Dès qu’il y a des preuves, leur rapport se présente ici, page par page, en français ou en anglais, prêt à être signé et remis. Il peut être imprimé en cours de route : ce qui n’est pas terminé le dit.
report-app-empty-holds = Il contient

report-app-language = Langue
report-app-language-window = Fenêtre
report-app-language-english = English
report-app-language-french = Français
report-app-paper = Papier
report-app-paper-a4 = A4
report-app-paper-letter = Letter (US)
report-app-standing = État
report-app-draft-why = Chaque page porte la mention de projet.
report-app-final-why = Plus aucune page ne porte la mention de projet.
report-app-redact = Masquer les noms et les adresses
report-app-redact-why = Chaque nom et chaque adresse cède la place au même pseudonyme partout, tableaux et annexes compris.
report-app-sections-all = Parties : toutes
report-app-sections = Parties : { $n ->
    [one] 1 omise
   *[other] { $n } omises
}
report-app-sections-why = La synthèse et les enregistrements cités y figurent toujours.
report-app-sections-put-all = Tout remettre
report-app-client = Client
report-app-consultant = Consultant
report-app-company = Société
report-app-person = Nom
report-app-position = Fonction
report-app-field = { $who } : { $what }
report-app-hint-company-client = La société qui exploite le serveur
report-app-hint-company-consultant = La société qui rédige le rapport
report-app-hint-person-client = p. ex. A. Martin
report-app-hint-person-consultant = p. ex. B. Moreau
report-app-hint-position-client = p. ex. Directeur général
report-app-hint-position-consultant = p. ex. Consultant en réponse à incident
report-app-reference = Référence
report-app-hint-reference = Numéro ou nom de la mission
report-app-logo = Logo
report-app-logo-none = aucun
report-app-logo-why = PNG ou JPEG de 512 Kio au plus ; il figure sur la couverture.
report-app-logo-choose = Choisir un logo…
report-app-logo-remove = Retirer le logo
report-app-logo-pictures = Images
report-app-remarks = Remarques : { $n } sur { $all } rédigées
report-app-personal-data = Fiche données personnelles : { $n } sur { $all } rédigées
report-app-personal-data-why = Des éléments pour le responsable de traitement, qui décide. Rien n’y est inscrit d’office.
report-app-keep-how = Entrée conserve ce qui a été saisi ; Maj+Entrée commence une nouvelle ligne.
report-app-hint-context = Qui a appelé, quand, pour quoi ; ce qui a été convenu.
report-app-hint-how = Ce que l’on sait en plus des journaux : un vieux mot de passe, une application, une règle de pare-feu.
report-app-hint-impact = Ce que les gens ont remarqué : courrier refusé, lenteurs, plaintes, frais.
report-app-hint-recommendations = Ce que ce client devrait faire en plus des étapes.
report-app-hint-remarks = Tout ce que le lecteur doit encore savoir.
report-app-hint-data-categories = Adresses, messages, contacts, données de santé…
report-app-hint-data-people = Salariés, clients, patients ; combien environ.
report-app-hint-data-records = Boîtes aux lettres, messages, pièces jointes ; combien environ.
report-app-hint-data-consequences = Hameçonnage, divulgation, perte d’accès…
report-app-hint-data-measures = Prises et prévues, pour ces personnes aussi.
report-app-hint-data-contact = Nom, téléphone, adresse.
report-app-options = Options
report-app-divider = Options et pages

report-app-export = Exporter en PDF…
report-app-print = Imprimer…
report-app-print-why = Écrit un PDF et l’ouvre avec la visionneuse de cet ordinateur, qui l’imprime.
report-app-more = Plus
report-app-more-why = Autres formes, annexe des preuves, tableaux
report-app-form = { $form }…
report-app-annex = Annexe des preuves (ZIP)…
report-app-annex-why = Les enregistrements que le rapport cite, tels qu’ils figurent dans les preuves, avec leurs empreintes et la manière de les vérifier sans ce programme.
report-app-annex-kind = Archive ZIP
report-app-tables = Tableaux
report-app-write = Écrire : { $what }

report-app-writing = Écriture en cours…
report-app-open = Ouvrir
report-app-copy-path = Copier le chemin

report-app-pages = Pages du rapport
report-app-page = page { $n } sur { $all }
report-app-sheet = Page { $n }
report-app-previous = Page précédente
report-app-next = Page suivante
report-app-jump = Aller à une partie
report-app-jump-line = { $title }, page { $n }
report-app-zoom = Taille des pages
report-app-zoom-width = Pleine largeur
report-app-zoom-page = Page entière
report-app-setting = mise en page…
report-app-stale = pas à jour
report-app-stale-why = Quelque chose a changé depuis ; les pages sont remises à jour dans un instant.
report-app-waits = Le rapport est mis en page dès que tout a été lu et analysé.
report-app-first = Le rapport est en cours de mise en page…
report-app-no-pages = Il n’y a aucune page à montrer.
report-app-failed = Le rapport n’a pas pu être mis en page : { $why }
report-app-again = Réessayer
report-app-read-only = Les options ne peuvent pas être modifiées ici. { $why }

report-app-file-report = rapport
report-app-file-annex = annexe
report-app-file-redacted = masque

report-app-keys = Dans les pages du rapport
report-app-keys-scroll = Faire défiler
report-app-keys-page = Page précédente, page suivante
report-app-keys-screen = Un écran plus haut ou plus bas
report-app-keys-ends = Première ou dernière page
report-app-keys-zoom = Plus grand ou plus petit
report-app-keys-fit = Pleine largeur
report-app-keys-back = Retour aux pages
