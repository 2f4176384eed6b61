//! Which word of one text is which word of another: the longest common subsequence.

/// For every one of `these` its partner among `those`, in order in both; `None` for one that has none. Takes the product of the
/// lengths, less what the texts share at their beginning and end.
pub fn matched<T: PartialEq>(these: &[T], those: &[T]) -> Vec<Option<usize>> {
    let shared = |(a, b): &(&T, &T)| a == b;
    let head = these.iter().zip(those).take_while(shared).count();
    let (a, b) = (&these[head..], &those[head..]);
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(shared)
        .count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let mut partners: Vec<Option<usize>> = (0..head).map(Some).collect();
    partners.extend(
        inner(a, b)
            .into_iter()
            .map(|place| place.map(|place| head + place)),
    );
    partners.extend((those.len() - tail..those.len()).map(Some));
    partners
}

fn inner<T: PartialEq>(a: &[T], b: &[T]) -> Vec<Option<usize>> {
    // longest[i][j]: of what begins at a[i] and b[j].
    let width = b.len() + 1;
    let mut longest = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i] == b[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let mut partners = vec![None; a.len()];
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            partners[i] = Some(j);
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    partners
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        text.split_whitespace().collect()
    }

    #[test]
    fn words_find_their_partners() {
        let cases: [(&str, &str, &[Option<usize>]); 7] = [
            ("", "", &[]),
            ("a", "", &[None]),
            ("", "a", &[]),
            (
                "it was tired .",
                "it was wide .",
                &[Some(0), Some(1), None, Some(3)],
            ),
            ("a b c", "x a c", &[Some(1), None, Some(2)]),
            ("a a", "a", &[Some(0), None]),
            (
                "weil es zu müde war",
                "weil sie zu breit war",
                &[Some(0), None, Some(2), None, Some(4)],
            ),
        ];
        for (these, those, expected) in cases {
            assert_eq!(
                matched(&words(these), &words(those)),
                expected,
                "{these} | {those}"
            );
        }
    }

    /// Against the length found by trying every subsequence.
    #[test]
    fn no_longer_match_is_missed() {
        let letters = |code: u32, length: usize| -> Vec<u32> {
            (0..length).map(|i| (code >> (2 * i)) % 3).collect()
        };
        for code in 0..1 << 14 {
            let (a, b) = (letters(code, 4), letters(code >> 6, 4));
            let partners = matched(&a, &b);
            let found: Vec<(usize, usize)> = (0..)
                .zip(&partners)
                .filter_map(|(i, j)| Some((i, (*j)?)))
                .collect();
            assert!(found.iter().all(|&(i, j)| a[i] == b[j]));
            assert!(found.windows(2).all(|w| w[0].1 < w[1].1));
            let subsequence = |mask: u32| (0..4).filter(move |i| mask >> i & 1 == 1);
            let longest = (0..16_u32)
                .flat_map(|m| (0..16_u32).map(move |n| (m, n)))
                .filter(|&(m, n)| {
                    subsequence(m)
                        .map(|i| a[i])
                        .eq(subsequence(n).map(|j| b[j]))
                })
                .map(|(m, _)| m.count_ones() as usize)
                .max();
            assert_eq!(Some(found.len()), longest);
        }
    }
}
