//! A plain decimal number such as `0.5`.
//!
//! Not the standard library's: its tables for numbers of any length and size are a tenth of the page's code.

use crate::figure;

/// Digits that `f64` holds whichever they are.
const DIGITS: usize = 15;

/// The number, when it is one of at most 15 digits, without sign or exponent.
pub fn read(text: &str) -> Option<f32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = || whole.bytes().chain(part.bytes());
    let plain = digits().all(|byte| byte.is_ascii_digit());
    if !plain || digits().count() > DIGITS || whole.is_empty() {
        return None;
    }
    let number = digits().fold(0.0, |number: f64, byte| {
        number * 10.0 + f64::from(byte - b'0')
    });
    let ten = part.bytes().fold(1.0, |ten: f64, _| ten * 10.0);
    Some((number / ten) as f32)
}

/// The number in as few digits as [`read`] needs to find it again, at most nine behind the point.
pub fn write(number: f32) -> String {
    let digits = (0..9).map(|places| figure::decimal(number, places));
    let found = digits
        .into_iter()
        .find(|digits| read(digits) == Some(number));
    found.unwrap_or_else(|| figure::decimal(number, 9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_decimals_are_read_as_the_standard_library_does() {
        for text in [
            "0",
            "1",
            "0.5",
            "2.",
            "0.1",
            "16777217",
            "0.30000001",
            "123456.78",
        ] {
            assert_eq!(read(text), text.parse().ok(), "{text}");
        }
        for text in [
            "",
            ".",
            ".5",
            "-1",
            "1e3",
            "inf",
            "NaN",
            "0x1",
            "1.2.3",
            "1234567890123456",
            "١",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_as_short_as_can_be_read_again() {
        for (number, expected) in [
            (0.0, "0"),
            (1.0, "1"),
            (0.5, "0.5"),
            (0.1, "0.1"),
            (999.999, "999.999"),
            (1e-9, "0.000000001"),
        ] {
            assert_eq!(write(number), expected);
            assert_eq!(read(expected), Some(number));
        }
    }
}
