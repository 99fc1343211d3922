#![allow(clippy::unwrap_used)]
mod support;
use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
use std::time::Duration;
#[test]
fn probe() {
    let mut bench = Workbench::new(|| {});
    bench.submit(Command::OpenDemo);
    while !bench.is_idle() {
        bench.wait(Duration::from_millis(50));
    }
    let case = bench.case();
    let a = &case.analysis;
    println!("{:#?}", a.site);
    for v in &a.verdicts {
        println!(
            "{:?} acc {:?} {:?} addr {:?} span {:?}",
            v.kind,
            v.account,
            v.accounts,
            v.addresses.iter().map(|s| case.store.raw(*s)).collect::<Vec<_>>(),
            v.span
        );
        for id in &v.accounts {
            let acc = a.directory.get(*id).unwrap();
            println!(
                "{} {:?} {:?}",
                acc.name,
                acc.as_written.iter().map(|s| case.store.raw(*s)).collect::<Vec<_>>(),
                acc.sids.iter().map(|s| case.store.raw(*s)).collect::<Vec<_>>()
            );
        }
    }
    let t = &case.store.tables;
    println!(
        "auth {} sess {} mail {} held {}",
        t.authentications.len(),
        t.sessions.len(),
        t.mail.len(),
        t.held.len()
    );
    let id = a.verdicts[0].account.unwrap();
    let mut seen = std::collections::BTreeMap::new();
    for (i, r) in t.authentications.rows().enumerate() {
        if a.directory.of(r.account) == Some(id) {
            *seen
                .entry(format!(
                    "{:?} {:?} ev{} lt{} addr {} ws {} srv {} conn {} real {} echo {} noise {}",
                    r.outcome,
                    r.witness,
                    r.event_id,
                    r.logon_type,
                    case.store.raw(r.address),
                    case.store.raw(r.workstation),
                    case.store.raw(r.server),
                    case.store.raw(r.connector),
                    case.store.raw(a.address_of[i]),
                    a.is_echo[i],
                    a.noise_of[i]
                ))
                .or_insert(0) += 1;
        }
    }
    for (k, n) in seen {
        println!("{n} {k}");
    }
    let mut s = std::collections::BTreeMap::new();
    for r in t.sessions.rows() {
        *s.entry(format!(
            "srv {} conn {} local {}:{} ",
            case.store.raw(r.server),
            case.store.raw(r.connector),
            case.store.raw(r.local_address),
            r.local_port
        ))
        .or_insert(0) += 1;
    }
    for (k, n) in s {
        println!("{n} {k}");
    }
    let mut s = std::collections::BTreeMap::new();
    for (i, r) in t.mail.rows().enumerate() {
        if a.account_of_mail[i] == Some(id) {
            *s.entry(format!(
                "srv {} sender {} rp {} step {:?}",
                case.store.raw(r.server),
                case.store.raw(r.sender),
                case.store.raw(r.reverse_path),
                r.step
            ))
            .or_insert(0) += 1;
        }
    }
    for (k, n) in s.iter().take(20) {
        println!("{n} {k}");
    }
    for r in t.site.rows() {
        println!(
            "{:?} {} {} {} {} {}",
            r.fact,
            case.store.raw(r.name),
            case.store.raw(r.detail),
            case.store.raw(r.extra),
            case.store.raw(r.bindings),
            case.store.raw(r.remote)
        );
    }
    let mut s = std::collections::BTreeMap::new();
    for r in t.actions.rows() {
        *s.entry(format!("{:?} {} by {}", r.deed, case.store.raw(r.target), case.store.raw(r.actor)))
            .or_insert(0) += 1;
    }
    for (k, n) in s {
        println!("{n} {k}");
    }
    for s in &case.sources {
        println!("{} {:?} {}", s.name, s.format, s.server);
    }
}
