//! Starts the window with a renderer that works here.
//!
//! wgpu first (DX12 or its software WARP on Windows, Vulkan elsewhere), since Remote Desktop and many
//! virtual machines offer OpenGL 1.1 alone. An event loop cannot begin twice in a process, so where wgpu
//! fails our own executable is started again, once, with `--renderer glow`.

use super::{Window, icon};
use eframe::{NativeOptions, egui, egui_wgpu, wgpu};
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

/// Name of the program for the system: window class, folder of the settings.
pub(super) const APP_ID: &str = "relayscope";

/// What draws the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// Direct3D 12, Vulkan or Metal, in software where there is no card.
    Wgpu,
    /// OpenGL.
    Glow,
}

/// How to begin.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Files, folders and archives to read at once.
    pub paths: Vec<PathBuf>,
    /// Open the demo incident.
    pub demo: bool,
    /// Renderer asked for; without it wgpu, then glow.
    pub renderer: Option<Renderer>,
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// No renderer works here, in words.
pub fn run(start: Start) -> Result<(), String> {
    let (asked, renderer) = (start.renderer, start.renderer.unwrap_or(Renderer::Wgpu));
    say(&format!("renderer: {}", name(renderer)));
    let ended = eframe::run_native(
        APP_ID,
        options(renderer),
        Box::new(move |cc| Ok(Box::new(Window::new(cc, start)))),
    );
    match (ended, asked) {
        (Ok(()), _) => Ok(()),
        (Err(error), None) => {
            say(&format!("wgpu cannot start here ({error}); trying glow"));
            start_again()
        }
        (Err(error), Some(_)) => Err(format!("the window cannot be opened with {}: {error}", name(renderer))),
    }
}

/// Is there a screen to open a window on? Windows and macOS always have one; elsewhere the session says so.
#[must_use]
pub fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

fn start_again() -> Result<(), String> {
    let program = std::env::current_exe().map_err(|e| e.to_string())?;
    let status = std::process::Command::new(program)
        .args(["--renderer", "glow"])
        .args(std::env::args_os().skip(1))
        .status()
        .map_err(|e| e.to_string())?;
    status
        .success()
        .then_some(())
        .ok_or_else(|| "the window cannot be opened; the command line works without one".to_owned())
}

fn name(renderer: Renderer) -> &'static str {
    match renderer {
        Renderer::Wgpu => "wgpu",
        Renderer::Glow => "glow",
    }
}

fn options(renderer: Renderer) -> NativeOptions {
    NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("relayscope")
            .with_app_id(APP_ID)
            .with_icon(icon::icon())
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([960.0, 600.0])
            .with_drag_and_drop(true),
        renderer: match renderer {
            Renderer::Wgpu => eframe::Renderer::Wgpu,
            Renderer::Glow => eframe::Renderer::Glow,
        },
        wgpu_options: wgpu_options(),
        ..NativeOptions::default()
    }
}

fn wgpu_options() -> egui_wgpu::WgpuConfiguration {
    let mut setup = egui_wgpu::WgpuSetupCreateNew::without_display_handle();
    setup.native_adapter_selector = Some(Arc::new(choose_adapter));
    egui_wgpu::WgpuConfiguration {
        wgpu_setup: egui_wgpu::WgpuSetup::CreateNew(setup),
        ..egui_wgpu::WgpuConfiguration::default()
    }
}

/// The adapter that can draw on the window and spares the battery; one in software at the worst.
fn choose_adapter(
    adapters: &[wgpu::Adapter],
    surface: Option<&wgpu::Surface<'_>>,
) -> Result<wgpu::Adapter, String> {
    let rank = |a: &&wgpu::Adapter| match a.get_info().device_type {
        wgpu::DeviceType::IntegratedGpu => 0,
        wgpu::DeviceType::DiscreteGpu => 1,
        wgpu::DeviceType::VirtualGpu => 2,
        wgpu::DeviceType::Other => 3,
        wgpu::DeviceType::Cpu => 4,
    };
    let chosen = adapters
        .iter()
        .filter(|a| surface.is_none_or(|s| a.is_surface_supported(s)))
        .min_by_key(rank)
        .ok_or("no graphics adapter can draw on this screen")?;
    let info = chosen.get_info();
    say(&format!("adapter: {} ({:?})", info.name, info.backend));
    Ok(chosen.clone())
}

/// One line for whoever started us from a terminal. No logger is set, so the libraries stay silent.
fn say(line: &str) {
    // Nobody may be listening.
    let _ = writeln!(std::io::stderr(), "relayscope: {line}");
}
