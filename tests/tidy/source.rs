//! As much of Rust as the rules need: what is code and what is not, what belongs to tests, and which paths are named.

/// Whether `word` is in `code` and does not continue another word.
pub fn has_word(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
    })
}

/// The modules, as paths without ending, that a file declares for its tests only: `mod tests;` under `#[cfg(test)]`.
pub fn test_modules(name: &str, source: &str) -> Vec<String> {
    let code = code_of(source);
    let base = stem(name).trim_start_matches("lib").to_owned();
    let all = declared(&code);
    let shipped = declared(&without_tests(&code));
    let tests = all.into_iter().filter(|module| !shipped.contains(module));
    tests
        .map(|module| {
            format!("{base}/{module}")
                .trim_start_matches('/')
                .to_owned()
        })
        .collect()
}

/// A file's path without `.rs` or `/mod.rs`.
pub fn stem(name: &str) -> &str {
    name.trim_end_matches(".rs").trim_end_matches("/mod")
}

/// The modules that have files of their own: `mod name;`.
fn declared(code: &str) -> Vec<String> {
    let names = code
        .match_indices("mod ")
        .map(|(at, mark)| &code[at + mark.len()..]);
    let names = names
        .filter_map(|rest| rest.split_once(';'))
        .map(|(name, _)| name.trim().to_owned());
    names
        .filter(|name| {
            name.chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_')
        })
        .collect()
}

/// The top-level modules that a file names: after `crate::`, after `attention_loom::`, and after as many `super::` as lead
/// out of its own module.
pub fn imports(name: &str, code: &str, is_module: impl Fn(&str) -> bool) -> Vec<String> {
    let out = "super::".repeat(stem(name).split('/').count());
    let mut found = named_after("crate::", code);
    found.extend(named_after("attention_loom::", code));
    // In a module within the file as many of them lead less far, and what they name is no module of the library.
    found.extend(
        named_after(&out, code)
            .into_iter()
            .filter(|name| is_module(name)),
    );
    found.sort();
    found.dedup();
    found
}

/// The first names of the paths that begin with `start`.
fn named_after(start: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(start) {
        // The end of a longer name, or of more `super::` than lead out.
        let continued = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':');
        if code[..at].ends_with(continued) {
            continue;
        }
        let rest = code[at + start.len()..].trim_start();
        match rest.strip_prefix('{') {
            Some(group) => found.extend(heads(group)),
            None => found.push(head(rest)),
        }
    }
    found
}

/// The first names of the paths in a group, `{` already taken: `a::b, c::{d, e}, f}` gives a, c, f.
fn heads(group: &str) -> Vec<String> {
    let mut found = vec![head(group.trim_start())];
    let mut depth = 0;
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => found.push(head(group[at + 1..].trim_start())),
            _ => {}
        }
    }
    // After the last comma there may be nothing.
    found.retain(|name| !name.is_empty());
    found
}

fn head(path: &str) -> String {
    path.chars()
        .take_while(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '*'))
        .collect()
}

/// The source with comments, characters, and what stands in strings blanked; lines stay lines.
pub fn code_of(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let after_word = code.ends_with(|last: char| last.is_alphanumeric() || last == '_');
        let length = comment(rest)
            .or_else(|| (!after_word).then(|| raw_string(rest)).flatten())
            .or_else(|| quoted(rest));
        let (taken, kept) = rest.split_at(length.unwrap_or(letter.len_utf8()));
        match length {
            Some(_) => code.extend(taken.char_indices().map(|(at, letter)| match letter {
                '\n' => '\n',
                '"' if at == 0 => '"',
                _ => ' ',
            })),
            None => code.push(letter),
        }
        rest = kept;
    }
    code
}

/// The length of a comment that begins here.
fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    let mut depth = 0;
    let mut at = 0;
    while rest.starts_with("/*") && at < rest.len() {
        let step = &rest[at..];
        if step.starts_with("/*") || step.starts_with("*/") {
            depth += if step.starts_with("/*") { 1 } else { -1 };
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += step.chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

/// The length of a raw string that begins here: `r"…"`, `br#"…"#`.
fn raw_string(rest: &str) -> Option<usize> {
    let start = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = start.len() - start.trim_start_matches('#').len();
    let text = start[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = text.find(&end).map_or(text.len(), |at| at + end.len());
    Some(rest.len() - text.len() + length)
}

/// The length of a string or a character that begins here; a lifetime is neither.
fn quoted(rest: &str) -> Option<usize> {
    let quote = rest
        .chars()
        .next()
        .filter(|letter| matches!(letter, '"' | '\''))?;
    let mut letters = rest.char_indices().skip(1);
    if quote == '\'' {
        let mut ahead = rest.chars().skip(1);
        let (first, second) = (ahead.next()?, ahead.next()?);
        if first != '\\' && second != '\'' {
            return None;
        }
    }
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' {
            letters.next();
        } else if letter == quote {
            return Some(at + 1);
        }
    }
    Some(rest.len())
}

/// Code without the items marked `#[cfg(test)]`.
pub fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let Some(at) = code.find(MARK) else {
        return code.to_owned();
    };
    let item = &code[at + MARK.len()..];
    let mut depth = 0;
    let end = item.char_indices().find(|(_, letter)| {
        depth += match letter {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        depth == 0 && matches!(letter, ';' | '}')
    });
    let rest = end.map_or("", |(at, _)| &item[at + 1..]);
    format!("{}{}", &code[..at], without_tests(rest))
}
