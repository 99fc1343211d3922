# L’écran Contrôles : accord, questions possibles, réponses.

scope-blocklists = interroger les listes de blocage
scope-dns = interroger le DNS
scope-smtp = se connecter aux ports SMTP
scope-relay = tests de relais jusqu’à RCPT
scope-hidden-auth = AUTH LOGIN, annulé aussitôt

consent-lacks-client = Le nom du client manque.
consent-lacks-name = Le nom de la personne qui autorise manque.
consent-lacks-targets = Aucun hôte, aucune adresse, aucun domaine n’est désigné.
consent-lacks-scopes = Rien n’est encore autorisé.

refusal-no-consent = Rien n’a été contacté : aucun accord n’est enregistré.
refusal-over = Rien n’a été contacté : l’accord ne vaut pas à cette date.
refusal-not-in-scope = Rien n’a été contacté : l’accord ne couvre pas ceci ({ $scope }).
refusal-not-named = Rien n’a été contacté : l’accord ne désigne pas { $target }.

check-blocklists = Listes de blocage
check-dns = DNS
check-smtp = SMTP
check-relay = Tests de relais

severity-good = bon
severity-note = à savoir
severity-unclear = incertain
severity-medium = moyen
severity-high = élevé
severity-critical = critique

vantage-outside = depuis Internet
vantage-inside-unlisted = depuis un poste interne non autorisé à relayer
vantage-inside-listed = depuis un poste interne autorisé à relayer

chk-tab-consent = Accord et cibles
chk-tab-flow = Flux de messagerie
chk-tab-retests = Nouveaux contrôles
chk-tab-answers = Réponses

chk-checking = vérification en cours…
chk-state-off = réseau coupé
chk-state-over = accord échu
chk-state-unasked = rien demandé
chk-state-until = jusqu’au { $date }
chk-state-flow = { $n } sur { $all }
chk-state-no-plan = rien de prévu
chk-state-due = { $n ->
    [0] rien à faire
    [one] un à faire
   *[other] { $n } à faire
}
chk-state-retests = { $n ->
    [one] un contrôle à refaire
   *[other] { $n } contrôles à refaire
}
chk-state-answers = { $n ->
    [one] une réponse · { $severity } ({ $worst })
   *[other] { $n } réponses · { $severity } ({ $worst })
}

chk-off = Le réseau est coupé.
chk-off-until = Rien n’a été contacté et rien ne le sera avant qu’un accord soit enregistré ici.
chk-off-lists = Ensuite : l’exploitant d’une liste de blocage ou d’un serveur DNS apprend quelle adresse ou quel domaine est examiné.
chk-off-server = Le serveur du client voit notre adresse, et son journal montre nos connexions.
chk-off-never = Aucun message et aucun mot de passe n’est jamais envoyé.
chk-on = L’accord est enregistré ; ce qu’il désigne peut être contacté.
chk-over = L’accord est échu : le réseau est coupé.
chk-gate-off = Le réseau est coupé : aucun accord n’est enregistré.
chk-gate-over = Le réseau est coupé : l’accord est échu.
chk-to-consent = Aller à l’accord

chk-consent = Accord du client
chk-consent-again = Enregistrer un autre accord à sa place
chk-client = Client
chk-authorised-by = Autorisé par
chk-given = Enregistré
chk-until = Valable jusqu’au
chk-targets = Cibles
chk-targets-why = Hôtes, domaines de messagerie et adresses isolées du client ; rien d’autre n’est contacté.
chk-scopes = Ce qui est autorisé
chk-scope-blocklists-why = Leurs exploitants apprennent quelle adresse ou quel domaine est examiné.
chk-scope-dns-why = Le résolveur et les serveurs DNS du domaine voient les questions.
chk-scope-smtp-why = Bannière, EHLO, STARTTLS, QUIT. Le journal du serveur montre les connexions.
chk-scope-relay-why = L’expéditeur et le destinataire sont annoncés puis retirés ; DATA n’est jamais envoyé. Le journal montre des destinataires refusés.
chk-scope-hidden-auth-why = Montre si un serveur accepte AUTH sans l’annoncer. Laisse une erreur dans son journal ; aucun nom et aucun mot de passe n’est envoyé.
chk-add-target = Ajouter un hôte, un domaine ou une adresse
chk-strike = Retirer { $target }
chk-proposed = Proposées par le dossier ; un clic en accepte une :
chk-accept = Accepter { $target } ({ $why })
chk-from-domain = domaine du client
chk-from-host = hôte public
chk-from-public = adresse sortante
chk-from-server = serveur du client
chk-record = Enregistrer l’accord
chk-withdraw = Retirer l’accord

chk-brief = Ce que vous seul savez
chk-brief-why = Complète les contrôles et les commandes des étapes. Un champ est conservé quand vous le quittez.
chk-brief-host = Nom d’hôte public du serveur
chk-brief-public = Adresses d’où part le courrier
chk-brief-public-why = Telles qu’Internet les voit, après traduction (NAT) ; ni 10.x ni 192.168.x.
chk-brief-resolver = Résolveur à interroger
chk-brief-resolver-why = IP ou IP:PORT ; vide pour celui du système. Les grandes listes de blocage refusent les résolveurs publics.
chk-brief-resolver-public = Résolveur public : les grandes listes de blocage le refusent, et ses réponses ne sont pas fiables. Prenez celui du client.
chk-brief-from = Votre premier domaine d’essai
chk-brief-to = Votre second domaine d’essai
chk-brief-test-why = Pour les tests de relais ; example.com et example.net si vous n’en avez pas.
chk-brief-mailbox = Boîte aux lettres d’essai du client
chk-brief-mailbox-why = Le témoin des tests de relais : elle doit accepter, sinon les refus ne prouvent rien.
chk-brief-selectors = Sélecteurs DKIM
chk-brief-selectors-why = Valeur de s= dans l’en-tête DKIM-Signature d’un message du client.
chk-brief-mx = Serveur de messagerie externe pour les essais
chk-brief-hybrid = Une partie des boîtes aux lettres est dans Exchange Online

chk-bad-resolver = « { $typed } » n’est ni une adresse ni adresse:port.
chk-bad-address = « { $typed } » n’est pas une adresse IP.
chk-bad-range = « { $typed } » est une plage ; désignez des adresses isolées.
chk-bad-target = « { $typed } » n’est ni un nom d’hôte, ni un domaine, ni une adresse.
chk-bad-host = « { $typed } » n’est ni un nom d’hôte ni une adresse.
chk-bad-domain = « { $typed } » n’est pas un domaine.
chk-bad-mailbox = « { $typed } » n’est pas une boîte aux lettres.
chk-bad-selector = « { $typed } » n’est pas un sélecteur DKIM.
chk-bad-day = « { $typed } » n’est pas un nombre de jours jusqu’à 365.
chk-bad-time = Écrivez l’heure ainsi : 2026-11-30 10:05.

chk-lists-ask = Interroger les listes de blocage
chk-lists-why = Chaque liste est d’abord éprouvée : seule une liste en état peut dire « inscrit » ou « non inscrit ».
chk-lists-targets = Au sujet de
chk-lists-missing = Cochez au moins une cible et un groupe de listes.
chk-no-target = Aucune cible n’est connue : indiquez l’hôte et ses adresses sous Accord et cibles.
chk-not-yet = pas encore : aucun accord n’est enregistré
chk-no-more = plus maintenant : l’accord est échu
chk-not-in-scope = non autorisé : l’accord ne couvre pas les listes de blocage
chk-not-named = non autorisé : l’accord ne la désigne pas
chk-sets = Listes
chk-set-1 = Groupe 1, toujours : les listes que la plupart des serveurs interrogent
chk-set-2 = Groupe 2, au besoin : d’autres listes, certaines à titre d’information
chk-set-3 = Groupe 3 : listes qui demandent un compte
chk-resolver = Résolveur : { $resolver }.
chk-resolver-system = Résolveur : celui de ce poste ; indiquez celui du client sous Accord et cibles.
chk-ask-now = Interroger maintenant
chk-listed = inscrit
chk-not-listed = non inscrit
chk-refused = refusé
chk-unreliable = non fiable

chk-delist = Demander le retrait
chk-delist-too-early = Trop tôt : le confinement n’est pas prouvé ({ $steps }). Une demande faite maintenant est refusée, ou l’inscription suivante dure plus longtemps.
chk-go-to-step = Aller à { $step }
chk-delist-language = Langue de la demande
chk-delist-request = { $list } · { $target }
chk-copy-request = Copier la demande
chk-delist-missing = À compléter encore : { $what }. Une étape faite, avec sa preuve, apporte sa date.
chk-dead-checked = État au { $date }.
chk-dead = Listes hors service
chk-dead-why = Des refus et d’anciens outils les nomment encore. Elles ne sont jamais interrogées : une liste vide dit tout le monde non inscrit, un joker dit tout le monde inscrit.

chk-smtp-probe = Ce que le serveur propose
chk-smtp-why = Bannière, EHLO avant et après STARTTLS, certificat, AUTH proposé. Aucun message, aucun mot de passe.
chk-host = Hôte
chk-addresses = Adresses
chk-addresses-why = Sans adresse, celles de l’hôte sont recherchées. Une adresse doit aussi être désignée dans l’accord.
chk-helo = Notre nom (HELO)
chk-server-helo = Nom annoncé par le serveur (HELO)
chk-ports = Ports
chk-port = Port
chk-hidden-auth = Essayer AUTH LOGIN et l’annuler aussitôt
chk-probe = Sonder
chk-smtp-missing = Indiquez l’hôte et cochez au moins un port.
chk-relay = Tests de relais
chk-relay-why = Le serveur accepterait-il du courrier de l’extérieur vers l’extérieur ? L’expéditeur et le destinataire sont annoncés puis retirés : jamais DATA, jamais de mot de passe.
chk-relay-ask = Lancer les tests de relais
chk-relay-missing = Indiquez l’hôte, le domaine du client et deux domaines d’essai.
chk-local-domain = Domaine de messagerie du client
chk-vantage = Depuis où
chk-no-control = Sans boîte aux lettres d’essai, le témoin manque : un serveur qui refuse tout donne le même résultat.

chk-dns-ask = Interroger le DNS
chk-dns-why = MX, SPF, DKIM, DMARC, DNS inverse et HELO du domaine de messagerie.
chk-domain = Domaine de messagerie
chk-dns-missing = Indiquez le domaine de messagerie.

chk-elsewhere = Ailleurs, à la main
chk-elsewhere-fill-in = Remplissez les champs ci-dessus : les commandes en découlent.
chk-elsewhere-run = Exécutez ceci sur un autre poste et rapportez le résultat :
chk-elsewhere-none = Il n’y a rien à exécuter à la main pour cela.
chk-copy-commands = Copier les commandes
chk-paste = Résultat des commandes
chk-ran-by = Exécuté par qui, et où
chk-ran-at = Quand
chk-ran-at-why = À l’heure du site ; vide pour maintenant.
chk-judge = Juger et conserver
chk-unread = Rien dans ce texte ne se lit comme une réponse ; rien n’a été conservé.

chk-came-back = Ce qui est revenu
chk-nothing-came = Rien encore.
chk-no-result = Aucun résultat.
chk-no-transcript = Aucun dialogue n’a été enregistré.
chk-col-state = État
chk-col-list = Liste
chk-col-about = Au sujet de
chk-col-says = Ce que cela dit, et la réponse telle quelle
chk-col-before = Avant
chk-col-when = Quand, règle
chk-not-asked-before = non demandé
chk-by = par { $who }
chk-by-hand = à la main
chk-by-hand-by = exécuté à la main par { $who }
chk-through = via { $who }
chk-transcript = Dialogue avec { $target }
chk-transcript-head = Dialogue
chk-compare = Avant et après : { $target }
chk-copy-transcript = Copier le dialogue
chk-before = Avant
chk-after = Après

chk-running = { $check } · { $target } : { $n ->
    [0] aucun résultat encore
    [one] un résultat reçu
   *[other] { $n } résultats reçus
}
chk-waiting = { $n ->
    [one] une autre attend
   *[other] { $n } autres attendent
}
chk-stop = Arrêter

chk-flow-why = De vrais messages, envoyés par des personnes : notez ce que chacun est devenu. Retour arrière si le courrier entrant, sortant ou interne échoue sans être réparé à temps.
chk-flow-totals = { $passed } réussis, { $failed } en échec, { $na } sans objet, { $open } à faire
chk-flow-keys = Flèches : se déplacer ; P réussi, F échec, N sans objet, O à faire ; Entrée : vers les champs.
chk-matrix = Tests du flux de messagerie
chk-flow-server = Ajouter un serveur
chk-flow-device = Ajouter un copieur ou une application
chk-flow-from = De :
chk-flow-to = Vers :
chk-flow-method = Avec :
chk-flow-pass = Réussi si :
chk-flow-message-id = Message-ID
chk-flow-sent = Envoyé
chk-flow-received = Reçu
chk-flow-by = Fait par
chk-flow-remark = Remarque
chk-flow-why-na = Dites dans la remarque pourquoi c’est sans objet.

chk-keys = Dans les tests du flux de messagerie
chk-keys-move = Vers la case voisine
chk-keys-into = Vers les champs de la case
chk-keys-back = Retour aux tests
chk-keys-passed = Réussi
chk-keys-failed = Échec
chk-keys-na = Sans objet
chk-keys-open = De nouveau à faire

chk-plan = Plan des nouveaux contrôles
chk-plan-why = Une remise en état tient une fois vérifiée de nouveau : tout de suite, le lendemain, après une semaine.
chk-plan-days = Jours à compter d’aujourd’hui
chk-plan-now = Planifier à partir de maintenant
chk-plan-anew = Planifier de nouveau à partir de maintenant
chk-plan-off = Abandonner le plan
chk-plan-day = Jour { $day } : { $at }
chk-plan-done = Noté comme fait : { $at }
chk-again = Les mêmes questions de nouveau
chk-again-why = Tout ce qui a été demandé jusqu’ici, selon ce que l’on sait maintenant :
chk-again-nothing = Rien n’a encore été demandé.
chk-again-now = Contrôler de nouveau

chk-answers-none = Aucune réponse encore. Ce qu’un contrôle apporte, ou ce que vous rapportez d’un autre poste, est conservé ici.
chk-prove = Utiliser comme preuve de…
chk-proves = Preuve de { $steps }.

chk-providers = Opérateurs de messagerie sans liste publique
chk-providers-why = Leurs refus figurent dans le journal d’envoi ; chacun a son propre formulaire. Demander une fois la cause corrigée, une seule fois, sans jamais payer.
chk-provider-ask = { $where } · { $usual }
chk-provider-ask-unsure = { $where } · { $usual } (à vérifier)
chk-provider-sign = Dans le journal : { $sign }
