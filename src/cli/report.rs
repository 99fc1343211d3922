//! `relayscope report` and `relayscope export`: files for the client and for other programs.
//!
//! The files are written by the workbench, as the window has them written; a case notes what was made of it.

use super::args::{Export, PaperSize, Report};
use super::{Exit, TO_CLOSE, complain, exit_code, read, run_to_end};
use crate::case::report_settings::{Paper, ReportSettings};
use crate::report::forms::Form;
use crate::report::redact::Redactor;
use crate::report::tables;
use crate::task::Task;
use crate::words::Words;
use crate::workbench::Workbench;
use crate::workbench::command::{Command, Output, Product};
use std::io::{self, BufWriter, Write};

/// Writes the report in each form that is asked for.
pub fn report(args: &Report) -> Exit {
    let (mut bench, words) = match read(&args.inputs) {
        Ok(read) => read,
        Err((detail, exit)) => return complain(&detail, exit),
    };
    let settings = settings(args, bench.case().work.report());
    let wanted = [
        (Product::Report(Form::Pdf), &args.pdf),
        (Product::Report(Form::Html), &args.html),
        (Product::Report(Form::Text), &args.text),
        (Product::Annex, &args.annex),
    ];
    let wanted = wanted.into_iter().filter_map(|(product, path)| Some((product, path.clone()?)));
    let mut exit = exit_code(bench.case());
    for (product, path) in wanted {
        let settings = Some(Box::new(settings.clone()));
        let output = Output { product, path, language: words.language(), open: false, settings, at: args.at };
        exit = produce(&mut bench, output, &words, args.inputs.quiet).unwrap_or(exit);
    }
    bench.close(TO_CLOSE);
    exit
}

/// Writes a table.
pub fn export(args: &Export) -> Exit {
    let (mut bench, words) = match read(&args.inputs) {
        Ok(read) => read,
        Err((detail, exit)) => return complain(&detail, exit),
    };
    let exit = exit_code(bench.case());
    let exit = match args.out.as_os_str() == "-" {
        true => to_stdout(&bench, args, &words).unwrap_or(exit),
        false => {
            let output = table(args, &bench, &words);
            produce(&mut bench, output, &words, args.inputs.quiet).unwrap_or(exit)
        }
    };
    bench.close(TO_CLOSE);
    exit
}

fn table(args: &Export, bench: &Workbench, words: &Words) -> Output {
    let redact = args.redact || bench.case().work.report().redact;
    let settings = ReportSettings { redact, ..bench.case().work.report() };
    Output {
        product: Product::Table(args.table, args.format),
        path: args.out.clone(),
        language: words.language(),
        open: false,
        settings: Some(Box::new(settings)),
        at: None,
    }
}

/// Has a file written and says where it is; the exit code where it could not be.
fn produce(bench: &mut Workbench, output: Output, words: &Words, quiet: bool) -> Option<Exit> {
    bench.submit(Command::Dismiss);
    bench.submit(Command::Produce(Box::new(output)));
    run_to_end(bench, words, quiet);
    let case = bench.case();
    if let Some(why) = &case.notice {
        return Some(complain(&words.say(why), Exit::OutputFailed));
    }
    if let (false, Some((said, _))) = (quiet, &case.preview.written) {
        let _ = writeln!(io::stderr(), "{}", words.say(said));
    }
    None
}

fn to_stdout(bench: &Workbench, args: &Export, words: &Words) -> Option<Exit> {
    let case = bench.case();
    let redactor = (args.redact || case.work.report().redact).then(|| Redactor::of(case));
    let mut out = BufWriter::new(io::stdout());
    let written =
        tables::write(case, words, args.table, args.format, redactor.as_ref(), &Task::detached(), &mut out);
    match written.and_then(|_| out.flush().map_err(tables::ExportError::Io)) {
        Ok(()) => None,
        Err(error) => Some(complain(&words.say(&error.phrase()), Exit::OutputFailed)),
    }
}

/// The settings of the case with what the command line says otherwise.
fn settings(args: &Report, mut settings: ReportSettings) -> ReportSettings {
    settings.redact |= args.redact;
    settings.finished |= args.finished;
    settings.language = args.inputs.lang.map(Into::into).or(settings.language);
    settings.paper = args.paper.map_or(settings.paper, |size| match size {
        PaperSize::A4 => Paper::A4,
        PaperSize::Letter => Paper::Letter,
    });
    let typed = [
        (&args.client, &mut settings.client.company),
        (&args.consultant, &mut settings.consultant.company),
        (&args.reference, &mut settings.reference),
    ];
    for (said, kept) in typed {
        *kept = said.clone().unwrap_or_else(|| std::mem::take(kept));
    }
    settings.without.extend(args.without.iter().cloned());
    settings
}
