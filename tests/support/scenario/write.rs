//! Which files a scenario has.

use super::format::{Generation, Scenario};
use super::log::utc;
use super::plot::{moment, story};
use super::story::Story;
use super::{dumps, exchange, legacy, unix, windows};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

/// Writes the logs that exist into `folder`.
pub fn everything(scenario: &Scenario, folder: &Path) {
    let story = story(scenario);
    for log in &scenario.logs {
        for (name, bytes) in files(scenario, &story, log) {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, bytes).unwrap();
            // Logs without a year are read by the time of their file: saved two days later.
            let saved = moment(&scenario.day, "+2d 00:00").unsigned_abs();
            let file = std::fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(UNIX_EPOCH + Duration::from_millis(saved)).unwrap();
        }
    }
}

/// Name below the folder, and contents.
pub type File = (String, Vec<u8>);

fn files(s: &Scenario, story: &Story, log: &str) -> Vec<File> {
    let day = utc(moment(&s.day, "00:00"), "%Y%m%d");
    let is_old = s.generation == Generation::Exchange2003;
    let one = |name: &str, bytes| vec![(name.to_owned(), bytes)];
    match log {
        "security" if is_old => one("SecEvent.Evt", legacy::security(s, story)),
        "application" if is_old => one("AppEvent.Evt", legacy::application(s, story)),
        "receive" if is_old => one(&format!("SMTPSVC1/ex{}.log", &day[2..]), legacy::smtpsvc(s, story)),
        "tracking" if is_old => one(&format!("EX1.log/{day}.log"), legacy::tracking(s, story)),
        "security" => one("Security.xml", windows::security(s, story)),
        "application" => one("Application.xml", windows::application(s, story)),
        "management" => one("Management.xml", windows::management(s, story)),
        "receive" => one(&format!("FrontEnd/RECV{day}00-1.LOG"), exchange::receive(s, story)),
        "hub" => one(&format!("Hub/RECV{day}00-1.LOG"), exchange::hub(s, story)),
        "tracking" => one(&format!("MSGTRK{day}00-1.LOG"), exchange::tracking(s, story)),
        "maillog" => one("maillog", unix::postfix(s, story)),
        "mainlog" => one("mainlog", unix::exim(s, story)),
        "queues" => dumps::queues(story),
        "accepted-domains" => one("accepted-domains.csv", dumps::domains(&s.domains)),
        "connectors" => one("connectors.txt", dumps::connectors(story)),
        "eml" => dumps::messages(story),
        other => {
            assert_eq!(other, "", "no such log");
            Vec::new()
        }
    }
}
