//! The machine a measurement was made on, in a few lines, without its name.

use std::fs;
use std::thread;

use crate::process::answer;

/// Processor, cores, memory, system, compiler and browser, as a Markdown list.
pub(super) fn describe(browser: &str) -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let compiler = answer("rustc", &["--version"]).unwrap_or_else(|| "unknown".into());
    let mut lines = vec![format!("{}, {cores} cores", processor())];
    lines.extend(memory());
    lines.push(format!("{} ({})", system(), std::env::consts::ARCH));
    lines.push(compiler);
    lines.push(browser.to_owned());
    lines.iter().map(|line| format!("- {line}\n")).collect()
}

fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let named = value_of(&info, "model name", ':')
        .or_else(|| answer("sysctl", &["-n", "machdep.cpu.brand_string"]));
    named.unwrap_or_else(|| "processor unknown".into())
}

fn memory() -> Option<String> {
    let info = fs::read_to_string("/proc/meminfo").ok();
    let kilobytes = info.and_then(|info| {
        value_of(&info, "MemTotal", ':')?
            .split(' ')
            .next()?
            .parse::<u64>()
            .ok()
    });
    let bytes = || answer("sysctl", &["-n", "hw.memsize"])?.parse::<u64>().ok();
    let gibibytes = kilobytes
        .map(|count| count >> 20)
        .or_else(|| bytes().map(|count| count >> 30))?;
    Some(format!("{gibibytes} GiB of memory"))
}

fn system() -> String {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let named =
        value_of(&release, "PRETTY_NAME", '=').map(|name| name.trim_matches('"').to_owned());
    named.unwrap_or_else(|| std::env::consts::OS.to_owned())
}

/// The value of the first line that begins with `name`.
fn value_of(text: &str, name: &str, separator: char) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_once(separator)
        .map(|(_, value)| value.trim().to_owned())
}
