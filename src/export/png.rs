//! Cells as a PNG image inside an address (`data:`), for heatmaps too dense for one rectangle a cell.
//!
//! Colour with opacity, 8 bits a channel, stored without compression (PNG, second edition, section 10; RFC 1950 and 1951):
//! no more than 4 bytes a cell, and no library.

use crate::figure::Rgb;

/// An image of `rows × cols` pixels as `data:image/png;base64,…`; a pixel without colour is left open. An image without
/// pixels becomes one open pixel, since PNG has no empty ones.
pub fn data_url(rows: usize, cols: usize, colour: impl Fn(usize) -> Option<Rgb>) -> String {
    let (rows, cols, colour): (_, _, &dyn Fn(usize) -> Option<Rgb>) = if rows == 0 || cols == 0 {
        (1, 1, &|_| None)
    } else {
        (rows, cols, &colour)
    };
    let mut pixels = Vec::with_capacity(rows * (cols * 4 + 1));
    for row in 0..rows {
        // Each line begins with its filter: none.
        pixels.push(0);
        for col in 0..cols {
            let rgba = colour(row * cols + col).map_or([0; 4], |Rgb(r, g, b)| [r, g, b, 255]);
            pixels.extend(rgba);
        }
    }
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::with_capacity(13);
    header.extend((cols as u32).to_be_bytes());
    header.extend((rows as u32).to_be_bytes());
    // 8 bits, red-green-blue-opacity, deflate, standard filters, not interlaced.
    header.extend([8, 6, 0, 0, 0]);
    chunk(&mut png, b"IHDR", &header);
    chunk(&mut png, b"IDAT", &stored(&pixels));
    chunk(&mut png, b"IEND", &[]);
    format!("data:image/png;base64,{}", base64(&png))
}

fn chunk(png: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    png.extend((data.len() as u32).to_be_bytes());
    let start = png.len();
    png.extend(name);
    png.extend(data);
    let check = crc(&png[start..]);
    png.extend(check.to_be_bytes());
}

/// A zlib stream of stored blocks.
fn stored(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = data.chunks(0xFFFF).peekable();
    while let Some(block) = blocks.next() {
        let length = block.len() as u16;
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for &byte in data {
        a = (a + u32::from(byte)) % 65521;
        b = (b + a) % 65521;
    }
    out.extend(((b << 16) | a).to_be_bytes());
    out
}

fn crc(data: &[u8]) -> u32 {
    let mut crc = !0_u32;
    for &byte in data {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}

fn base64(data: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(data.len().div_ceil(3) * 4);
    for three in data.chunks(3) {
        let bits = three
            .iter()
            .fold(0_u32, |bits, &byte| (bits << 8) | u32::from(byte))
            << (8 * (3 - three.len()));
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= three.len() {
                char::from(digit)
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_in_rfc_4648() {
        let vectors = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ];
        for (text, encoded) in vectors {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
    }

    #[test]
    fn checksums_as_published() {
        assert_eq!(crc(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc(b"IEND"), 0xAE42_6082);
        // Adler-32 of "Wikipedia".
        assert_eq!(
            stored(b"Wikipedia")[2 + 5 + 9..],
            0x11E6_0398_u32.to_be_bytes()
        );
    }

    #[test]
    fn long_data_is_cut_into_blocks_and_only_the_last_is_final() {
        let zlib = stored(&vec![7; 0xFFFF + 10]);
        assert_eq!(zlib[2], 0);
        assert_eq!(zlib[2 + 5 + 0xFFFF], 1);
        assert_eq!(zlib.len(), 2 + 5 + 0xFFFF + 5 + 10 + 4);
    }
}
