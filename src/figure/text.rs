//! Widths of text where nobody can measure it, cutting it to a width, and making it fit to be written.
//!
//! Refuses to know fonts beyond a table of advances: the page measures, the command line estimates.

/// Advances of Noto Sans, hundredths of the font size, for the characters from space to `~`; among the common interface fonts
/// it is one of the wider, so an estimate rarely falls short.
const ASCII: [u8; 95] = [
    26, 27, 41, 65, 57, 83, 73, 22, 30, 30, 55, 57, 27, 32, 27, 37, 57, 57, 57, 57, 57, 57, 57, 57,
    57, 57, 27, 27, 57, 57, 57, 43, 90, 64, 65, 63, 73, 56, 52, 73, 74, 34, 27, 62, 52, 91, 76, 78,
    60, 78, 62, 55, 56, 73, 60, 93, 59, 57, 57, 33, 37, 33, 57, 44, 28, 56, 62, 48, 62, 56, 34, 62,
    62, 26, 26, 53, 26, 94, 62, 60, 62, 62, 41, 48, 36, 62, 51, 79, 53, 51, 47, 38, 55, 38, 57,
];

/// Pixels that `text` takes in a proportional sans-serif font of `font_size` pixels, estimated from a table: letters by their
/// class, ideographs and emoji wide, combining marks nothing.
pub fn text_width(text: &str, font_size: f32) -> f32 {
    clusters(text).map(cluster).sum::<f32>() * font_size
}

/// The text's user-perceived characters, near enough to measure and to cut: marks, joined emoji and flags stay whole. The
/// standard's own rules (UAX #29) would bring tables larger than the code of all figures.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        let (_, first) = chars.next()?;
        let (mut before, mut flag) = (first, is_flag(first));
        let next = chars.find(|&(_, c)| {
            let second = flag && is_flag(c);
            flag = false;
            let goes_on = before == JOINER || second || continues(c);
            before = c;
            !goes_on
        });
        let (cluster, after) = rest.split_at(next.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some(cluster)
    })
}

const JOINER: char = '\u{200D}';

/// Half of a flag.
fn is_flag(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// Whether the character belongs to the one before it.
fn continues(c: char) -> bool {
    match c {
        // Skin colours, tags.
        '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' => true,
        // The Indic scripts share one layout, block by block.
        '\u{0900}'..='\u{0DFF}' => {
            matches!(c as u32 % 0x80, 0..=3 | 0x3A..=0x3C | 0x3E..=0x4F | 0x51..=0x57 | 0x62..=0x63)
        }
        _ => advance(c) == 0.0,
    }
}

/// What one user-perceived character takes, in font sizes.
fn cluster(cluster: &str) -> f32 {
    // A joined emoji (family, flag, skin colour) is drawn as one picture.
    match cluster.chars().next() {
        Some(first) if is_emoji(first) => 1.3,
        _ => cluster.chars().map(advance).sum(),
    }
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}')
}

fn advance(c: char) -> f32 {
    match c {
        ' '..='~' => f32::from(ASCII[c as usize - 0x20]) / 100.0,
        // Combining marks, joiners, direction marks, variation selectors.
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05BD}' => 0.0,
        '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0E31}'
        | '\u{0E34}'..='\u{0E3A}' => 0.0,
        '\u{0E47}'..='\u{0E4E}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' => 0.0,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => 0.0,
        '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}'
        | '\u{FEFF}' => 0.0,
        '…' | '—' | '–' => 0.9,
        '’' | '‘' | '‚' | '·' => 0.3,
        // Ideographs, kana, hangul, full-width forms.
        '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' => 1.0,
        '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' => 1.0,
        '\u{20000}'..='\u{3FFFD}' => 1.0,
        // Arabic joins its letters; most are narrower than where they stand alone.
        '\u{0600}'..='\u{08FF}' => 0.6,
        '\u{2400}'..='\u{243F}' => 1.0,
        _ if c.is_uppercase() => 0.72,
        _ if c.is_alphanumeric() => 0.62,
        _ => 0.65,
    }
}

/// `text` as it can be written on one line: control characters become their pictures (␀ …), so that nothing is hidden and
/// every file format takes them.
pub fn writable(text: &str) -> String {
    let picture = |c: char| match c {
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        _ => c,
    };
    text.chars().map(picture).collect()
}

/// `text`, which takes `width` pixels, cut to at most `room` pixels with an ellipsis; gives what is left and its width.
pub(super) fn fit(text: &str, width: f32, room: f32) -> (String, f32) {
    let text = writable(text);
    if width <= room {
        return (text, width);
    }
    // The table knows proportions, the caller's measurement knows the font.
    let estimate = text_width(&text, 1.0).max(0.01);
    let font = width / estimate;
    let ellipsis = 0.9 * font;
    let mut used = 0.0;
    let mut kept = String::new();
    for part in clusters(&text) {
        let next = used + text_width(part, font);
        if next + ellipsis > room {
            break;
        }
        used = next;
        kept.push_str(part);
    }
    kept.push('…');
    (kept, (used + ellipsis).min(room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_characters_take_their_room() {
        let width = |text: &str| text_width(text, 100.0);
        assert!(width("iiii") < width("mmmm"));
        assert_eq!(width("überquerte"), width("u\u{308}berquerte"));
        assert!(
            (width("e\u{301}") - width("e")).abs() < 0.01,
            "a combining mark takes nothing"
        );
        assert_eq!(width("漢字"), 200.0);
        assert_eq!(width("👩‍👩‍👧"), width("👩"), "a joined emoji is one picture");
        assert_eq!(width(""), 0.0);
        assert_eq!(width("\u{202E}"), 0.0);
    }

    #[test]
    fn cutting_keeps_whole_characters_and_stays_within_the_room() {
        let (text, width) = fit("Donaudampfschifffahrt", 200.0, 80.0);
        assert!(text.starts_with("Don") && text.ends_with('…') && text.len() < 20);
        assert!(width <= 80.0);
        assert_eq!(fit("kurz", 30.0, 80.0), ("kurz".into(), 30.0));
        let (text, width) = fit("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 60.0, 45.0);
        assert_eq!(text, "👩‍👩‍👧…");
        assert!(width <= 45.0);
        assert_eq!(fit("word", 30.0, 0.0).1, 0.0);
    }

    #[test]
    fn marks_joined_emoji_and_flags_stay_whole() {
        for (text, expected) in [
            ("", &[] as &[&str]),
            ("abc", &["a", "b", "c"]),
            ("e\u{301}te\u{301}", &["e\u{301}", "t", "e\u{301}"]),
            ("👩‍👩‍👧👍🏽x", &["👩‍👩‍👧", "👍🏽", "x"]),
            ("🇩🇪🇫🇷", &["🇩🇪", "🇫🇷"]),
            ("हिन्दी", &["हि", "न्", "दी"]),
        ] {
            assert_eq!(clusters(text).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }

    #[test]
    fn control_characters_become_visible() {
        assert_eq!(writable("a\u{0}b\u{1b}\n"), "a␀b␛␊");
        assert_eq!(writable("שלום"), "שלום");
    }
}
