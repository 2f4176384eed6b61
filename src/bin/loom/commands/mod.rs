//! What each command does. Output goes to standard output; what goes wrong is one line on standard error, status 1.

mod convert;
mod draw;
mod record;
mod trace;
mod translate;

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::arguments::{Arguments, Command};

/// Runs a command.
pub fn run(arguments: Arguments) -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let done = match arguments.command {
        Command::Trace(command) => trace::run(&command, &mut out),
        Command::Translate(command) => translate::run(&command, &mut out),
        Command::Draw(command) => draw::run(&command, &mut out),
        Command::Quantize(command) => convert::quantize(&command),
        Command::Dequantize(command) => convert::dequantize(&command),
        Command::Record(command) => record::run(&command),
    };
    match done.and_then(|all_well| out.flush().map_err(written).map(|()| all_well)) {
        Ok(true) => ExitCode::SUCCESS,
        // The lines that failed have said so themselves.
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("loom: {}", problem.lines().collect::<Vec<_>>().join(" "));
            ExitCode::FAILURE
        }
    }
}

/// The lines of a file, or of standard input for `-`.
fn lines(path: &Path) -> Result<Box<dyn Iterator<Item = Result<String, String>>>, String> {
    let reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let file = File::open(path).map_err(|e| format!("{}: {e}", path.display()))?;
        Box::new(BufReader::new(file))
    };
    // Split by bytes, so that one line that is no UTF-8 is one bad line and not the end.
    Ok(Box::new(reader.split(b'\n').map(|line| {
        let mut line = line.map_err(|e| e.to_string())?;
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        String::from_utf8(line).map_err(|_| "the line is not UTF-8".to_owned())
    })))
}

fn written(error: io::Error) -> String {
    format!("cannot write the output: {error}")
}
