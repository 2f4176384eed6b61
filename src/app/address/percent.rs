//! Percent-encoding of texts, spaces as `+`.

/// `text` in characters that stand in a fragment as they are.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-_.~!,'()*?".contains(&byte);
        if byte == b' ' {
            out.push('+');
        } else if plain {
            out.push(char::from(byte));
        } else {
            let digit = |number: u8| char::from(b"0123456789ABCDEF"[usize::from(number & 15)]);
            out.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
    out
}

/// The text, and whether all of it was well-formed: a broken `%` stays as it is, bytes that are no UTF-8 become U+FFFD.
pub fn decode(text: &str) -> (String, bool) {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let mut whole = true;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => match two_digits(after) {
                Some(byte) => {
                    bytes.push(byte);
                    rest = &after[2..];
                }
                None => {
                    whole = false;
                    bytes.push(byte);
                }
            },
            _ => bytes.push(byte),
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, whole),
        Err(error) => (
            String::from_utf8_lossy(error.as_bytes()).into_owned(),
            false,
        ),
    }
}

fn two_digits(bytes: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_and_broken_ones_are_noticed() {
        for text in ["", "a b+c%&=#", "überquerte\n\0", "👩‍👩‍👧 שלום", "<script>"]
        {
            let encoded = encode(text);
            assert!(encoded.is_ascii() && !encoded.contains(['&', '=', '#', ' ', '<']));
            assert_eq!(decode(&encoded), (text.to_owned(), true));
        }
        let broken = [
            ("50%", "50%"),
            ("%zz", "%zz"),
            ("%FF!", "\u{FFFD}!"),
            ("%C3", "\u{FFFD}"),
        ];
        for (encoded, text) in broken {
            assert_eq!(decode(encoded), (text.to_owned(), false));
        }
        assert_eq!(decode("ü%C3%BC"), ("üü".to_owned(), true));
    }
}
