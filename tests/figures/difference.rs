//! Two documents compared: their text must be the same, their numbers nearly.

/// Where two documents differ by more than a rounded hundredth of a pixel, in words.
pub fn difference(golden: &str, found: &str) -> Option<String> {
    let (mut a, mut b) = (tokens(golden), tokens(found));
    let mut place = 0;
    loop {
        let same = match (a.next(), b.next()) {
            (None, None) => return None,
            (Some(a), Some(b)) if a == b => {
                place += a.len();
                continue;
            }
            (Some(a), Some(b)) => {
                let numbers = a.parse::<f64>().ok().zip(b.parse::<f64>().ok());
                numbers.is_some_and(|(a, b)| (a - b).abs() <= 0.021)
            }
            _ => false,
        };
        if !same {
            let around = |text: &str| {
                let from = (0..=place.min(text.len()))
                    .rev()
                    .find(|&i| text.is_char_boundary(i));
                text[from.unwrap_or(0)..]
                    .chars()
                    .take(120)
                    .collect::<String>()
            };
            return Some(format!(
                "\nexpected …{}\nfound    …{}",
                around(golden),
                around(found)
            ));
        }
        place += 1;
    }
}

/// Numbers and what lies between them.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest
            .find(|c| is_number(c) != is_number(first))
            .unwrap_or(rest.len());
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token)
    })
}

#[test]
fn differences_are_seen_and_roundings_forgiven() {
    assert_eq!(difference("M1.25 3", "M1.26 3"), None);
    assert!(difference("M1.25 3", "M1.35 3").is_some());
    assert!(difference("M1.25 3Z", "M1.25 3").is_some());
    assert!(difference("<a>", "<b>").is_some());
    assert!(difference("", "<svg>").is_some());
}
