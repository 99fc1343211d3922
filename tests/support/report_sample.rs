//! A report with every kind of block in it, in both languages. Invented names only.
#![allow(dead_code, clippy::allow_attributes, reason = "each test uses its own part of this")]

use relayscope::case::report_settings::Paper;
use relayscope::report::document::{
    Align, Anchor, Block, Cited, Column, Cover, Document, Fact, Figure, Ink, NoteKind, Section, Shape,
    Signature, Table, Text,
};
use relayscope::words::Language;

pub const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// The text in the language of the sample.
type Say = fn(&'static str, &'static str) -> String;

fn english(en: &'static str, _: &'static str) -> String {
    en.to_owned()
}

fn french(_: &'static str, fr: &'static str) -> String {
    fr.to_owned()
}

pub fn cited(words: impl Into<String>, cites: &[u32], more: &str) -> Text {
    let cites = cites.iter().map(|n| Cited(*n)).collect();
    Text { words: words.into(), cites, more: more.to_owned() }
}

pub fn column(title: impl Into<String>, align: Align, share: u16) -> Column {
    Column { title: title.into(), align, share }
}

pub fn section(key: &'static str, title: impl Into<String>, new_page: bool, blocks: Vec<Block>) -> Section {
    Section { key, title: title.into(), new_page, blocks }
}

/// A document with nothing in it.
pub fn empty(language: Language, paper: Paper) -> Document {
    Document {
        language,
        paper,
        title: String::new(),
        author: String::new(),
        watermark: String::new(),
        cover: Cover::default(),
        head: String::new(),
        head_right: String::new(),
        foot: String::new(),
        page_n_of: String::new(),
        contents: String::new(),
        sections: Vec::new(),
        made_at: 1_762_300_800,
    }
}

pub fn rich(language: Language, paper: Paper) -> Document {
    let say: Say = if language == Language::French { french } else { english };
    let title = say("Abuse of a mailbox account", "Détournement d’un compte de messagerie");
    Document {
        title: title.clone(),
        author: "Atelier Réseau Exemple".into(),
        watermark: say("DRAFT", "PROJET"),
        cover: cover(say, title.clone()),
        head: "Contoso SA".into(),
        head_right: title,
        foot: say(
            "Evidence 9f86 d081 884c 7d65 · times in Europe/Paris",
            "Preuves 9f86 d081 884c 7d65 · heures en Europe/Paris",
        ),
        page_n_of: say("Page {n} of {of}", "Page {n} sur {of}"),
        contents: say("Contents", "Sommaire"),
        sections: sections(say),
        ..empty(language, paper)
    }
}

fn cover(say: Say, title: String) -> Cover {
    let row = |label: String, value: &str| (label, value.to_owned());
    Cover {
        kicker: say("Incident report", "Rapport d’incident"),
        title,
        subtitle: say(
            "Spam sent through the mail server of Contoso SA from 3 to 5 November 2025",
            "Envoi de courrier indésirable par le serveur de messagerie de Contoso SA, du 3 au 5 novembre 2025",
        ),
        logo: None,
        rows: vec![
            row(say("Client", "Client"), "Contoso SA, Jeanne Durand"),
            row(say("Consultant", "Consultant"), "Atelier Réseau Exemple, Paul Œuvrard"),
            row(say("Reference", "Référence"), "2025-0117"),
            row(say("Made", "Établi"), "2025-11-05 01:00 UTC"),
            row(say("Fingerprint of the evidence", "Empreinte des preuves"), "9f86 d081 884c 7d65"),
        ],
        notices: vec![
            say(
                "Confidential. For the client and its insurer only.",
                "Confidentiel. Réservé au client et à son assureur.",
            ),
            say(
                "Draft: three steps are not done yet.",
                "Projet\u{a0}: trois étapes ne sont pas encore faites.",
            ),
        ],
    }
}

fn sections(say: Say) -> Vec<Section> {
    vec![
        section("summary", say("1. Summary", "1. Synthèse"), true, summary(say)),
        section("facts", say("2. Established facts", "2. Faits établis"), true, facts(say)),
        section("timeline", say("3. Timeline", "3. Chronologie"), true, timeline(say)),
        section("accounts", say("4. Accounts", "4. Comptes"), false, accounts(say)),
        section("actions", say("5. Actions taken", "5. Actions réalisées"), true, actions(say)),
        section(
            "evidence",
            say("6. Evidence and chain of custody", "6. Preuves et chaîne de conservation"),
            true,
            evidence(say),
        ),
        section("signatures", say("7. Signatures", "7. Signatures"), false, signatures(say)),
        section(
            "checklist",
            say("Annex E – Checklist to sign", "Annexe E – Liste de contrôle à signer"),
            true,
            checklist(say),
        ),
        section(
            "records",
            say("Annex F – Cited records", "Annexe F – Enregistrements cités"),
            true,
            records(say),
        ),
    ]
}

fn summary(say: Say) -> Vec<Block> {
    let pair = |label: String, words: String, cites: &[u32]| (label, cited(words, cites, ""));
    vec![
        Block::Lead(cited(
            say(
                "The account CONTOSO\\j.dupont sent 41,322 unwanted messages through EX1 between 3 and 5 November 2025; since then none was seen.",
                "Le compte CONTOSO\\j.dupont a envoyé 41\u{202f}322 messages indésirables par EX1 entre le 3 et le 5 novembre 2025\u{a0}; plus aucun n’a été vu depuis.",
            ),
            &[1, 2, 3],
            &say("and 18 more", "et 18 autres"),
        )),
        Block::Pairs(vec![
            pair(
                say("Who", "Qui"),
                say(
                    "CONTOSO\\j.dupont, a real employee whose password was guessed",
                    "CONTOSO\\j.dupont, salariée dont le mot de passe a été deviné",
                ),
                &[1],
            ),
            pair(say("From where", "D’où"), "203.0.113.77, 198.51.100.23".into(), &[2]),
            pair(
                say("Since when", "Depuis quand"),
                say("Mon 3 Nov 2025 03:14:54", "lun. 3 nov. 2025 03:14:54"),
                &[3],
            ),
            pair(
                say("Still going on", "Encore en cours"),
                say(
                    "No: last message Wed 5 Nov 2025 07:02:11",
                    "Non\u{a0}: dernier message mer. 5 nov. 2025 07:02:11",
                ),
                &[4],
            ),
            pair(say("Confidence", "Confiance"), say("High", "Élevée"), &[]),
        ]),
        Block::Heading(say("What was done", "Ce qui a été fait")),
        Block::Points(vec![
            Text::from(say(
                "The account was disabled and its sessions were ended.",
                "Le compte a été désactivé et ses sessions ont été fermées.",
            )),
            cited(
                say(
                    "The queue was frozen and 12,480 messages were removed.",
                    "La file d’attente a été gelée et 12\u{202f}480 messages en ont été retirés.",
                ),
                &[5],
                "",
            ),
            Text::from(say(
                "The receive connector no longer accepts authentication from outside.",
                "Le connecteur de réception n’accepte plus d’authentification depuis l’extérieur.",
            )),
        ]),
        Block::Heading(say("What is left", "Ce qu’il reste à faire")),
        Block::Note(
            NoteKind::Unfinished,
            say(
                "Delisting at two blocklists has been asked for and is not confirmed.",
                "La radiation de deux listes noires a été demandée et n’est pas confirmée.",
            )
            .into(),
        ),
        Block::Note(
            NoteKind::Warning,
            say(
                "The client has to decide within 72 hours whether to notify the authority.",
                "Le client doit décider sous 72 heures s’il notifie l’autorité de contrôle.",
            )
            .into(),
        ),
        Block::Note(
            NoteKind::Plain,
            say(
                "Nothing in the evidence shows that mailboxes were read.",
                "Rien dans les preuves ne montre que des boîtes aient été lues.",
            )
            .into(),
        ),
    ]
}

fn facts(say: Say) -> Vec<Block> {
    let fact = |n: usize| {
        let point = |k: u32| {
            cited(
                say(
                    "Record shows a successful network sign-in of CONTOSO\\j.dupont from 203.0.113.77 eleven seconds before the first message.",
                    "L’enregistrement montre une ouverture de session réseau réussie de CONTOSO\\j.dupont depuis 203.0.113.77 onze secondes avant le premier message.",
                ),
                &[k, k + 1],
                "",
            )
        };
        Block::Fact(Fact {
            id: format!("F{n}"),
            sentence: cited(
                say(
                    "The messages were submitted by CONTOSO\\j.dupont and by no other account.",
                    "Les messages ont été déposés par CONTOSO\\j.dupont et par aucun autre compte.",
                ),
                &[1],
                "",
            ),
            confidence: say("established", "établi"),
            parts: vec![
                (say("Rests on", "Repose sur"), vec![point(1), point(3)]),
                (
                    say("Would contradict it", "Le contredirait"),
                    vec![
                        say(
                            "A sign-in of another account in the same session.",
                            "Une ouverture de session d’un autre compte dans la même session.",
                        )
                        .into(),
                    ],
                ),
            ],
        })
    };
    let intro = say(
        "Each fact stands with the records it rests on, and with what would contradict it.",
        "Chaque fait est donné avec les enregistrements sur lesquels il repose et avec ce qui le contredirait.",
    );
    let mut blocks = vec![Block::Paragraph(intro.into())];
    blocks.extend((1..=7).map(fact));
    blocks
}

fn timeline(say: Say) -> Vec<Block> {
    let row = |n: usize| -> Vec<Text> {
        let what = say(
            "Sign-in of CONTOSO\\j.dupont from 203.0.113.77 accepted after 312 refusals",
            "Ouverture de session de CONTOSO\\j.dupont depuis 203.0.113.77 acceptée après 312 refus",
        );
        vec![
            format!("2025-11-03 03:{:02}:54", n + 10).into(),
            cited(what, &[1], ""),
            "EX1/Security.evtx".to_owned().into(),
        ]
    };
    vec![
        Block::Figure(figure(say)),
        Block::Heading(say("Key events", "Événements clés")),
        Block::Table(Table {
            caption: say(
                "Twenty events at most, in their order",
                "Vingt événements au plus, dans leur ordre",
            ),
            columns: vec![
                column(say("Time", "Heure"), Align::Mono, 0),
                column(say("Event", "Événement"), Align::Left, 3),
                column(say("Source", "Source"), Align::Left, 0),
            ],
            rows: (0..20).map(row).collect(),
            foot: say("12 more events stand in annex A.", "12 autres événements figurent à l’annexe A."),
        }),
    ]
}

/// A small chart: bars, a hatched stretch, a broken line.
fn figure(say: Say) -> Figure {
    let bar = |n: u16| {
        let height = f32::from((n * 37) % 90 + 6);
        Shape::Rect { x: 40.0 + 17.0 * f32::from(n), y: 120.0 - height, width: 12.0, height, ink: Ink::Abuse }
    };
    let mut shapes: Vec<Shape> = (0..24).map(bar).collect();
    shapes.insert(0, Shape::Hatched { x: 300.0, y: 20.0, width: 60.0, height: 100.0 });
    shapes.push(Shape::Line {
        points: vec![(40.0, 120.0), (460.0, 120.0)],
        ink: Ink::Text,
        width: 0.8,
        dashed: false,
    });
    shapes.push(Shape::Line {
        points: vec![(40.0, 60.0), (460.0, 60.0)],
        ink: Ink::Muted,
        width: 0.6,
        dashed: true,
    });
    let label = |x, text: String, anchor| Shape::Label {
        x,
        y: 134.0,
        text,
        size: 8.0,
        ink: Ink::Text,
        anchor,
        strong: false,
    };
    shapes.push(label(40.0, say("3 Nov 00:00", "3 nov. 00:00"), Anchor::Start));
    shapes.push(label(460.0, say("5 Nov", "5 nov."), Anchor::End));
    Figure {
        width: 480.0,
        height: 140.0,
        shapes,
        caption: say(
            "Messages an hour; times in Europe/Paris. Hatched: no log covers these hours.",
            "Messages par heure\u{a0}; heures en Europe/Paris. Hachuré\u{a0}: aucun journal ne couvre ces heures.",
        ),
        described: say(
            "The relayed messages rise at 03:14 and end at 07:02.",
            "Les messages relayés augmentent à 03:14 et cessent à 07:02.",
        ),
    }
}

fn accounts(say: Say) -> Vec<Block> {
    let row = |name: &str, n: &str| -> Vec<Text> {
        [name, "203.0.113.77", n, "12"].into_iter().map(|t| Text::from(t.to_owned())).collect()
    };
    vec![Block::Table(Table {
        caption: String::new(),
        columns: vec![
            column(say("Account", "Compte"), Align::Mono, 2),
            column(say("Address", "Adresse"), Align::Mono, 0),
            column(say("Messages", "Messages"), Align::Right, 0),
            column(say("Refused", "Refusés"), Align::Right, 0),
        ],
        rows: vec![
            row("CONTOSO\\j.dupont", "41\u{202f}322"),
            row("CONTOSO\\svc.scan", "112"),
            row("(anonymous)", "3"),
        ],
        foot: String::new(),
    })]
}

fn actions(say: Say) -> Vec<Block> {
    let lines = [
        "220 mail.contoso.test Microsoft ESMTP MAIL Service ready at Wed, 5 Nov 2025 09:12:44 +0100",
        "EHLO probe.example.net",
        "250-mail.contoso.test Hello [192.0.2.10]",
        "    250-AUTH -> != <= www 0O",
        "",
        "MAIL FROM:<probe@example.net>",
        "RCPT TO:<nobody@example.net>",
        "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain",
    ];
    let long =
        format!("Authentication-Results: mail.contoso.test; dkim=none; hash={HASH}; {}", "x".repeat(160));
    vec![
        Block::Paragraph(cited(
            say("Every action stands with its proof.", "Chaque action est donnée avec sa preuve."),
            &[2],
            "",
        )),
        Block::Numbered(vec![
            say(
                "The account was disabled on Wed 5 Nov 2025 at 08:55.",
                "Le compte a été désactivé le mer. 5 nov. 2025 à 08:55.",
            )
            .into(),
            say(
                "Its password was changed, and its sessions were ended.",
                "Son mot de passe a été changé et ses sessions ont été fermées.",
            )
            .into(),
            say("The queue was cleaned.", "La file d’attente a été nettoyée.").into(),
        ]),
        Block::Heading(say("Relay test from outside", "Test de relais depuis l’extérieur")),
        Block::Lines(lines.iter().map(|l| (*l).to_owned()).chain([long]).collect()),
    ]
}

fn evidence(say: Say) -> Vec<Block> {
    let row = |n: u32| -> Vec<Text> {
        let name = format!("EX1/MessageTracking/MSGTRK2025110{n}-1.LOG");
        vec![n.to_string().into(), name.into(), "4,7 Mio".to_owned().into(), HASH.to_owned().into()]
    };
    vec![Block::Table(Table {
        caption: say("Exhibits", "Pièces"),
        columns: vec![
            column(say("No.", "N°"), Align::Right, 0),
            column(say("File", "Fichier"), Align::Left, 2),
            column(say("Size", "Taille"), Align::Right, 0),
            column("SHA-256", Align::Mono, 3),
        ],
        rows: (1..8).map(row).collect(),
        foot: String::new(),
    })]
}

fn signatures(say: Say) -> Vec<Block> {
    let place = |role: String, name: &str| Signature {
        role,
        lines: vec![
            (say("Name", "Nom"), name.to_owned()),
            (say("Position", "Fonction"), String::new()),
            (say("Place and date", "Lieu et date"), String::new()),
            (say("Signature", "Signature"), String::new()),
        ],
    };
    vec![
        Block::Paragraph(
            say(
                "Both sides confirm the clean-up as it stands in this report.",
                "Les deux parties confirment la remise en état telle que décrite dans ce rapport.",
            )
            .into(),
        ),
        Block::Signatures(vec![
            place(say("For the client", "Pour le client"), "Jeanne Durand"),
            place(say("For the consultant", "Pour le consultant"), "Paul Œuvrard"),
        ]),
    ]
}

fn checklist(say: Say) -> Vec<Block> {
    let items = [
        say("Account disabled, sessions ended", "Compte désactivé, sessions fermées"),
        say(
            "Queue empty of spam, two days in a row; whoever ticks this has looked at both servers and at the quarantine",
            "File d’attente sans courrier indésirable, deux jours de suite\u{a0}; la personne qui coche a regardé les deux serveurs et la quarantaine",
        ),
        say("Delisting confirmed", "Radiation confirmée"),
    ];
    vec![Block::Boxes(items.into_iter().map(Text::from).collect())]
}

fn records(say: Say) -> Vec<Block> {
    let row = |n: u32| -> Vec<Text> {
        vec![
            format!("R{n}").into(),
            say(
                "exhibit 3 (EX1/Security.evtx), record 4711",
                "pièce n° 3 (EX1/Security.evtx), enregistrement 4711",
            )
            .into(),
            say(
                "Sign-in of CONTOSO\\j.dupont from 203.0.113.77: accepted",
                "Ouverture de session de CONTOSO\\j.dupont depuis 203.0.113.77\u{a0}: acceptée",
            )
            .into(),
        ]
    };
    vec![Block::Table(Table {
        caption: String::new(),
        columns: vec![
            column(say("No.", "N°"), Align::Left, 0),
            column(say("Where", "Emplacement"), Align::Left, 2),
            column(say("What", "Contenu"), Align::Left, 3),
        ],
        rows: (1..=5).map(row).collect(),
        foot: String::new(),
    })]
}
