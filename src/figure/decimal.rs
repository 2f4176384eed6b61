//! Numbers as figures and sentences write them.
//!
//! Not the standard library's formatting: that works for numbers of any size and length, and its tables and loops are a
//! noticeable part of the page's code, and most of the time it takes to write thousands of marks.

/// Beyond this a number is written with an exponent: with nine places, more would not fit into 64 bits.
const LARGE: f64 = 1e9;

/// `value` with `places` digits behind the point (at most 9), halves rounded away from zero; `–` for what is no number.
pub fn decimal(value: f32, places: u32) -> String {
    let mut out = String::new();
    push_decimal(&mut out, value, places);
    out
}

/// The same without zeros at the end.
pub fn trimmed(value: f32, places: u32) -> String {
    let digits = decimal(value, places);
    match digits.contains('.') && !digits.contains('e') {
        true => digits
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned(),
        false => digits,
    }
}

/// `value` in as few digits as tell it from every other number, at most nine of them behind the point: a file keeps it whole.
pub fn shortest(value: f32) -> String {
    let number = f64::from(value);
    let is_enough = |places: &u32| {
        let ten = 10_u64.pow(*places) as f64;
        ((number * ten).round() / ten) as f32 == value
    };
    decimal(value, (0..9).find(is_enough).unwrap_or(9))
}

/// Adds [`decimal`] to a text.
pub fn push_decimal(out: &mut String, value: f32, places: u32) {
    if !value.is_finite() {
        out.push('–');
        return;
    }
    let (mut size, mut exponent) = (f64::from(value.abs()), 0);
    while size >= LARGE || (exponent > 0 && size >= 10.0) {
        size /= 10.0;
        exponent += 1;
    }
    let ten = 10_u64.pow(places.min(9));
    let digits = (size * ten as f64).round() as u64;
    if value < 0.0 && digits > 0 {
        out.push('-');
    }
    push_digits(out, digits / ten, 1);
    if places > 0 {
        out.push('.');
        push_digits(out, digits % ten, places.min(9));
    }
    if exponent > 0 {
        out.push('e');
        push_digits(out, exponent, 1);
    }
}

/// `value` in at least so many digits.
fn push_digits(out: &mut String, value: u64, least: u32) {
    if value >= 10 || least > 1 {
        push_digits(out, value / 10, least.saturating_sub(1));
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        for value in [
            0.0, 1.0, 0.034, 0.9996, 71.6, 43.43, -0.04, -12.345, 1e4, -98765.43, 1.2e8,
        ] {
            for places in [0, 1, 2, 6] {
                let expected = format!("{:.*}", places as usize, f64::from(value));
                let expected = match expected.strip_prefix('-') {
                    Some(zero) if zero.bytes().all(|byte| matches!(byte, b'0' | b'.')) => {
                        zero.to_owned()
                    }
                    _ => expected,
                };
                assert_eq!(decimal(value, places), expected, "{value} {places}");
            }
        }
    }

    #[test]
    fn zeros_at_the_end_can_be_left_out() {
        for (value, expected) in [
            (0.0, "0"),
            (20.0, "20"),
            (0.5, "0.5"),
            (-0.125, "-0.125"),
            (1e10, "1.000e10"),
        ] {
            assert_eq!(trimmed(value, 3), expected);
        }
    }

    #[test]
    fn the_shortest_digits_name_the_number() {
        for (value, expected) in [
            (0.1, "0.1"),
            (-2.0, "-2"),
            (1e-9, "0.000000001"),
            (0.0, "0"),
            (-0.0, "0"),
        ] {
            assert_eq!(shortest(value), expected);
        }
        for i in 1..1000 {
            let value = i as f32 / 1009.0;
            let read: f64 = shortest(value).parse().expect("a number");
            assert!(
                (read - f64::from(value)).abs() <= f64::from(value) * 6e-8 + 5e-10,
                "{value}"
            );
        }
    }

    #[test]
    fn six_places_hold_a_weight_to_a_millionth() {
        for i in 0..1000 {
            let weight = i as f32 / 997.0 / 1.01;
            let read: f64 = decimal(weight, 6).parse().expect("a number");
            assert!((read - f64::from(weight)).abs() <= 5e-7, "{weight}");
        }
    }

    #[test]
    fn what_is_too_large_or_no_number_is_written_all_the_same() {
        assert_eq!(decimal(f32::NAN, 1), "–");
        assert_eq!(decimal(f32::NEG_INFINITY, 1), "–");
        assert_eq!(decimal(-3.4e38, 2), "-3.40e38");
    }
}
