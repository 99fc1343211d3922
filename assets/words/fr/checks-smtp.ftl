# Contrôles SMTP : ports, TLS, AUTH, relais.

# Verdicts sur un port.
smtp-open = Le port répond.
smtp-closed = Le port est fermé : rien n’y écoute.
smtp-filtered = Aucune réponse : le port est filtré, ou rien ne s’y trouve.
smtp-filtered-advice = De nombreux fournisseurs d’accès bloquent le port 25 vers Internet. Essayez depuis une autre ligne avant de conclure.
smtp-not-reached = Cette adresse n’est pas joignable d’ici.
smtp-banner = Le serveur se présente comme { $name } ; produit : { $product }.
smtp-clock = Sa bannière indique { $time }, soit { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
 } d’écart avec l’horloge d’ici.
smtp-clock-advice = Tenez compte de cet écart lorsque son journal est comparé à d’autres.
smtp-unreliable = Mesure non fiable : un équipement intermédiaire modifie ce que dit le serveur.
smtp-unreliable-advice = Refaites-la depuis l’intérieur, ou désactivez l’inspection SMTP du pare-feu.
smtp-turned-away = Le serveur nous a éconduits : { $answer }
smtp-not-smtp = Ce qui répond ne parle pas SMTP.
smtp-endless = La réponse était sans fin ; elle a été interrompue.
smtp-silent = Aucune réponse complète n’est arrivée à temps.
smtp-broken-off = Le serveur a fermé la connexion en cours de route.
smtp-closing = Le serveur ferme la connexion pour le moment (421).
smtp-closing-advice = Rien d’autre n’a été demandé. Réessayez plus tard.
smtp-delayed = La réponse la plus lente a pris { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
 } ; un ralentissement volontaire de quelques secondes est courant.
smtp-tarpit = Le serveur ralentit volontairement ses réponses : { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
 }.
smtp-tarpit-advice = Rien d’autre n’a été demandé. Réessayez plus tard, depuis une autre adresse.
smtp-protocol = Ses réponses enfreignent les règles : { $what }.
smtp-helo-only = EHLO est refusé ; ce que propose le serveur n’est pas visible.
smtp-auth-none = AUTH n’est pas proposé.
smtp-auth-unknown = Aucun AUTH n’a été vu, mais une partie seulement de l’offre l’a été.
smtp-auth-clear = Mot de passe demandé en clair : { $mechanisms }.
smtp-auth-clear-advice = Exigez TLS avant le mot de passe, ou retirez AUTH de ce connecteur.
smtp-auth-25 = Authentification possible sur le port 25 depuis Internet : { $mechanisms }.
smtp-auth-25-advice = Le port 25 reçoit le courrier des autres serveurs, qui ne s’authentifient pas. Retirez-en AUTH.
smtp-auth-ntlm = NTLM exposé : { $mechanisms }.
smtp-auth-ntlm-advice = Il permet d’essayer des mots de passe du domaine depuis l’extérieur et révèle les noms du serveur et du domaine.
smtp-auth-tls-587 = Soumission authentifiée en TLS uniquement : { $mechanisms }.
smtp-auth-tls-587-advice = Acceptable si quelqu’un en a besoin ; notez qui, et surveillez les authentifications.
smtp-x-exps = X-EXPS est proposé aux autres serveurs Exchange : { $mechanisms }. Ce n’est pas AUTH pour les utilisateurs.
smtp-auth-hidden = AUTH LOGIN est accepté sans être proposé.
smtp-auth-hidden-advice = Ne pas l’annoncer ne le ferme pas. Désactivez ce mécanisme.
smtp-auth-hidden-none = AUTH LOGIN est refusé.
smtp-tls-none = Chiffrement non proposé.
smtp-tls-none-advice = Attribuez un certificat au connecteur ; Exchange propose alors STARTTLS.
smtp-tls-ok = { $version }, certificat valide : { $subject }.
smtp-tls-old = TLS obsolète ou certificat invalide : { $why } ({ $version } ; { $subject }).
smtp-tls-old-advice = Le certificat a été enregistré, pas approuvé. Une négociation qui a échoué est à examiner avec un autre outil.
smtp-tls-broken = Le chiffrement est proposé mais ne s’établit pas : { $why }
smtp-tls-broken-advice = À examiner avec un autre outil : certificat, versions, pare-feu intermédiaire.
smtp-injected = { $bytes ->
    [one] { $bytes } octet est arrivé
   *[other] { $bytes } octets sont arrivés
 } en clair entre STARTTLS et TLS ; ignorés.
smtp-injected-advice = Quelqu’un sur le trajet parle à la place du serveur, ou le serveur est défectueux. Refaites le test depuis une autre ligne.
smtp-connector-465 = Le port 465 d’Exchange est publié : connecteur interne exposé.
smtp-connector-465-advice = Fermez le port au pare-feu ; les utilisateurs soumettent sur le port 587.
smtp-connector-2525 = Le port 2525 d’Exchange est publié : connecteur interne exposé.
smtp-connector-2525-advice = Fermez le port au pare-feu.

# Produits reconnus à la bannière.
smtp-product-unknown = inconnu, peut-être une passerelle frontale
smtp-product-exchange-5-5 = Exchange 5.5
smtp-product-windows-2000 = service SMTP de Windows 2000 (Exchange 2000 ou 2003)
smtp-product-windows-2003 = service SMTP de Windows 2003 (Exchange 2003 ou IIS 6)
smtp-product-windows-smtp = service SMTP de Windows 2008 ou ultérieur, pas Exchange
smtp-product-exchange-online = Exchange Online
smtp-product-exchange-2007 = Exchange 2007 ou ultérieur
smtp-product-postfix = Postfix
smtp-product-exim = Exim
smtp-product-sendmail = Sendmail
smtp-product-domino = Lotus Domino
smtp-product-ironport = Cisco IronPort
smtp-product-barracuda = Barracuda
smtp-product-fortimail = FortiMail
smtp-product-mimecast = Mimecast
smtp-product-mdaemon = MDaemon
smtp-product-kerio = Kerio Connect
smtp-product-symantec = Symantec Messaging Gateway

# Ce qui est étrange dans une réponse.
smtp-fault-bare-lf = une ligne se termine sans CR
smtp-fault-control = une ligne contient des caractères de contrôle
smtp-fault-mixed = une même réponse porte plusieurs codes
smtp-fault-unasked = des réponses sont venues sans avoir été demandées

# Pourquoi un certificat ne serait pas approuvé.
smtp-cert-expired = certificat expiré
smtp-cert-not-yet = certificat pas encore valide
smtp-cert-other-name = certificat établi pour un autre nom
smtp-cert-self-signed = certificat autosigné
smtp-cert-unknown-issuer = certificat d’un émetteur inconnu
smtp-cert-weak = clé ou signature trop faible
smtp-cert-unreadable = certificat illisible ou non destiné à un serveur
smtp-tls-nothing-in-common = antérieur à TLS 1.2, ou inconnu

# Tests de relais.
smtp-relay-r01 = externe vers externe
smtp-relay-r02 = expéditeur vide
smtp-relay-r03 = expéditeur local inventé
smtp-relay-r04 = postmaster comme expéditeur
smtp-relay-r05 = nom d’hôte comme domaine de l’expéditeur
smtp-relay-r06 = adresse IP comme domaine de l’expéditeur
smtp-relay-r07 = astuce du pourcent
smtp-relay-r08 = astuce du pourcent avec adresse IP
smtp-relay-r09 = destinataire entre guillemets
smtp-relay-r10 = astuce du pourcent entre guillemets
smtp-relay-r11 = destinataire entre guillemets devant le domaine local
smtp-relay-r12 = double arobase
smtp-relay-r13 = route source
smtp-relay-r14 = route source avec adresse IP
smtp-relay-r15 = chemin à point d’exclamation
smtp-relay-r16 = chemin à point d’exclamation au domaine local
smtp-relay-r17 = externe vers externe en TLS
smtp-relay-r18 = depuis un poste interne non autorisé à relayer
smtp-relay-r19 = depuis une machine interne autorisée à relayer
smtp-relay-r20 = contrôle : courrier pour une boîte du client
smtp-relay-open = Relais ouvert ({ $test }, { $recipient }) : le destinataire a été accepté.
smtp-relay-open-advice = Les tests ont été arrêtés. Fermez d’abord le relais : tout le reste peut attendre.
smtp-relay-ambiguous = Accepté, mais ambigu ({ $test }, { $recipient }).
smtp-relay-ambiguous-advice = Certains serveurs acceptent n’importe quel nom et refusent ensuite. Seul le journal de suivi montre où part un tel message.
smtp-relay-control = Le contrôle a été accepté ({ $test }, { $recipient }) : les refus sont probants.
smtp-relay-control-refused = Le contrôle a été refusé ({ $test }, { $recipient }) : les autres refus ne prouvent rien.
smtp-relay-expected = Accepté comme prévu ({ $test }, { $recipient }).
smtp-relay-expected-refused = Refusé alors que cela devrait être accepté ({ $test }, { $recipient }).
smtp-relay-refused = Refusé ({ $test }, { $recipient }).
smtp-relay-unproven = Refusé ({ $test }, { $recipient }), mais sans contrôle accepté cela ne prouve rien.
smtp-relay-unknown-user = Refusé comme destinataire inconnu ({ $test }, { $recipient }) : ce n’est pas un refus de relayer.
smtp-relay-sender-refused = L’expéditeur a été refusé pour une autre raison ({ $test }, { $recipient }) : le relais n’a pas été testé.
smtp-relay-put-off = Différé ({ $test }, { $recipient }) : à redemander plus tard.
smtp-relay-not-put = Non essayé ({ $test }, { $recipient }) : le serveur ne propose pas TLS.
smtp-relay-odd = La réponse ne peut pas être interprétée ({ $test }, { $recipient }).
smtp-relay-no-control = Aucune boîte existante n’a été indiquée : la réception n’a pas été testée.
smtp-relay-no-control-advice = Indiquez une boîte du client qui existe ; sans elle, les refus ne prouvent rien.
smtp-relay-no-domain = Rien n’a été demandé : il faut un domaine du client et deux domaines à vous.
smtp-relay-own-domain = Rien n’a été demandé : { $domain } est le domaine du client, le courrier qui lui est destiné n’est pas relayé.
smtp-relay-reserved = Rien n’a été demandé : { $domain } est un nom réservé que les serveurs peuvent refuser pour cette seule raison.

# Pourquoi un contrôle s’est arrêté tôt.
smtp-cut-cancelled = Il a été annulé.
smtp-cut-open = Arrêté au relais ouvert de { $subject }.
smtp-cut-asked-to-stop = { $subject } a demandé une pause ; rien d’autre ne lui a été demandé.
smtp-cut-tarpit = { $subject } ralentit ses réponses ; rien d’autre ne lui a été demandé.
smtp-cut-broken-off = { $subject } a interrompu l’échange.
smtp-cut-turned-away = { $subject } nous a éconduits : { $answer }
smtp-cut-connections = Le nombre de connexions permis pour un contrôle est atteint.
smtp-cut-not-reached = { $subject } est injoignable.
smtp-cut-nothing-read = Aucun dialogue SMTP n’a été trouvé dans le texte.
