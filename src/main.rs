//! Chooses window or command line from the arguments. Nothing is decided here beyond that.
#![forbid(unsafe_code)]

use clap::Parser;
use relayscope::app::run::{self, Renderer, Start};
use relayscope::cli::args::{Args, Command, Renderer as Drawn};
use relayscope::cli::{self, Exit};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let exit = match &args.command {
        Some(Command::Analyse(analyse)) => cli::analyse(analyse),
        Some(Command::Report(report)) => cli::report(report),
        Some(Command::Export(export)) => cli::export(export),
        Some(Command::Demo(demo)) => cli::write_demo(demo),
        Some(Command::Check(check)) => cli::check(check),
        Some(Command::Verify(verify)) => cli::verify(verify),
        None => open_window(args),
    };
    ExitCode::from(exit as u8)
}

fn open_window(args: Args) -> Exit {
    let renderer = args.renderer.map(|r| match r {
        Drawn::Wgpu => Renderer::Wgpu,
        Drawn::Glow => Renderer::Glow,
    });
    let demo = args.demo;
    let started = if run::has_display() {
        run::run(Start { paths: args.paths, demo, renderer })
    } else {
        Err("there is no display".to_owned())
    };
    match started {
        Ok(()) => Exit::Clean,
        Err(why) if demo => cli::demo_without_window(&why),
        Err(why) => cli::no_window(&why),
    }
}
