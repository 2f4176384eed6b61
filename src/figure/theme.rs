//! Colours: which [`Role`] is which colour, on light and on dark ground.
//!
//! The eight head colours were searched for the largest least distance (OKLab) between any two of them as seen with normal
//! vision, protanopia, deuteranopia and tritanopia (Machado et al. 2009), each with a contrast of at least 3:1 against the
//! ground; hue number i is the same family on both grounds. Tests hold both bounds.

use super::scene::Role;

/// A colour, sRGB, 8 bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// Colours in the palette of heads.
pub const PALETTE: usize = 8;

/// How much of its colour a number in a head's colour keeps; the rest is ink.
const LEGIBLE: f32 = 0.55;

/// The fonts that figures are written in, first choice first.
pub const FONT_FAMILY: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif";

/// A colour for every role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// `light` or `dark`.
    pub name: &'static str,
    ink: Rgb,
    muted: Rgb,
    faint: Rgb,
    background: Rgb,
    panel: Rgb,
    heads: [Rgb; PALETTE],
    mean: Rgb,
    accent: Rgb,
    wash: Rgb,
    plus: Rgb,
    minus: Rgb,
    /// From nothing to everything.
    ramp: [Rgb; 6],
}

/// On light ground.
pub const LIGHT: Theme = Theme {
    name: "light",
    ink: Rgb(0x1c, 0x20, 0x28),
    muted: Rgb(0x5f, 0x65, 0x70),
    faint: Rgb(0xd8, 0xd6, 0xd0),
    background: Rgb(0xfd, 0xfc, 0xfa),
    panel: Rgb(0xf3, 0xf1, 0xec),
    heads: [
        Rgb(0x08, 0x7c, 0x78),
        Rgb(0x7c, 0x3a, 0xc2),
        Rgb(0xd2, 0x57, 0xbd),
        Rgb(0x9c, 0x94, 0x20),
        Rgb(0x3f, 0x88, 0xf7),
        Rgb(0x07, 0x50, 0x78),
        Rgb(0xb8, 0x43, 0x1c),
        Rgb(0x6e, 0x3a, 0x16),
    ],
    mean: Rgb(0x3d, 0x46, 0x58),
    accent: Rgb(0x2d, 0x4c, 0xc8),
    wash: Rgb(0xe6, 0xeb, 0xfb),
    plus: Rgb(0x1f, 0x6f, 0xd6),
    minus: Rgb(0xc2, 0x57, 0x1a),
    ramp: [
        Rgb(0xf4, 0xf2, 0xf0),
        Rgb(0xd3, 0xdc, 0xf0),
        Rgb(0x93, 0xb5, 0xe8),
        Rgb(0x47, 0x80, 0xcf),
        Rgb(0x23, 0x4b, 0x9c),
        Rgb(0x10, 0x1d, 0x4f),
    ],
};

/// On dark ground.
pub const DARK: Theme = Theme {
    name: "dark",
    ink: Rgb(0xec, 0xee, 0xf2),
    muted: Rgb(0x9d, 0xa4, 0xb1),
    faint: Rgb(0x35, 0x3a, 0x46),
    background: Rgb(0x12, 0x14, 0x1a),
    panel: Rgb(0x1c, 0x1f, 0x28),
    heads: [
        Rgb(0x1b, 0xbe, 0x98),
        Rgb(0xc0, 0x94, 0xfd),
        Rgb(0xb8, 0x66, 0x9f),
        Rgb(0xf2, 0xdf, 0x3a),
        Rgb(0x62, 0x76, 0xf5),
        Rgb(0x9c, 0xe7, 0xfd),
        Rgb(0xf0, 0x93, 0x2b),
        Rgb(0xd8, 0x49, 0x2b),
    ],
    mean: Rgb(0xc6, 0xcb, 0xd6),
    accent: Rgb(0x9d, 0xb4, 0xff),
    wash: Rgb(0x22, 0x2a, 0x46),
    plus: Rgb(0x5a, 0xa2, 0xff),
    minus: Rgb(0xff, 0x9a, 0x52),
    ramp: [
        Rgb(0x1c, 0x1f, 0x28),
        Rgb(0x22, 0x36, 0x5e),
        Rgb(0x2f, 0x5f, 0xa8),
        Rgb(0x5a, 0x96, 0xe0),
        Rgb(0xa6, 0xcb, 0xf5),
        Rgb(0xf4, 0xf8, 0xff),
    ],
};

impl Theme {
    /// The colour of a role.
    pub fn rgb(&self, role: Role) -> Rgb {
        match role {
            Role::Ink => self.ink,
            Role::Muted => self.muted,
            Role::Faint => self.faint,
            Role::Background => self.background,
            Role::Panel => self.panel,
            Role::Head(index) => self.heads[index % PALETTE],
            Role::Mean => self.mean,
            Role::Written(head) => {
                let colour = self.rgb(head.map_or(Role::Mean, Role::Head));
                along(&[self.ink, colour], LEGIBLE)
            }
            Role::Accent => self.accent,
            Role::Wash => self.wash,
            Role::Plus => self.plus,
            Role::Minus => self.minus,
            Role::Ramp(place) => along(&self.ramp, place),
            Role::Signed(place) if place < 0.0 => along(&[self.panel, self.minus], -place),
            Role::Signed(place) => along(&[self.panel, self.plus], place),
        }
    }

    /// All colours as CSS declarations, `--ink:#1c2028;…`, for the variables that [`Role::variable`] names.
    pub fn css(&self) -> String {
        let fixed = [
            Role::Ink,
            Role::Muted,
            Role::Faint,
            Role::Background,
            Role::Panel,
            Role::Mean,
            Role::Plus,
            Role::Minus,
        ];
        let roles = fixed.into_iter().chain((0..PALETTE).map(Role::Head));
        roles
            .filter_map(|role| Some(format!("{}:{};", role.variable()?, self.rgb(role).hex())))
            .collect()
    }
}

impl Role {
    /// The CSS variable of the role, such as `--head-3`; mixtures have none and are painted by [`Theme::rgb`].
    pub fn variable(self) -> Option<String> {
        Some(match self {
            Role::Ink => "--ink".into(),
            Role::Muted => "--muted".into(),
            Role::Faint => "--faint".into(),
            Role::Background => "--background".into(),
            Role::Panel => "--panel".into(),
            Role::Mean => "--mean".into(),
            Role::Accent => "--accent".into(),
            Role::Wash => "--accent-wash".into(),
            Role::Plus => "--plus".into(),
            Role::Minus => "--minus".into(),
            Role::Head(index) => format!("--head-{}", index % PALETTE),
            Role::Written(_) | Role::Ramp(_) | Role::Signed(_) => return None,
        })
    }
}

impl Rgb {
    /// `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The colour at `place` (0 ..= 1) along evenly spaced stops, mixed in OKLab so that equal steps look equal.
fn along(stops: &[Rgb], place: f32) -> Rgb {
    let place = if place.is_finite() {
        place.clamp(0.0, 1.0)
    } else {
        0.0
    };
    let last = stops.len() - 1;
    let step = place * last as f32;
    let from = (step as usize).min(last.saturating_sub(1));
    let (a, b) = (oklab(stops[from]), oklab(stops[(from + 1).min(last)]));
    let share = step - from as f32;
    from_oklab([0, 1, 2].map(|i| a[i] + (b[i] - a[i]) * share))
}

/// OKLab of Ottosson 2020: lightness 0 ..= 1, green–red, blue–yellow.
pub(super) fn oklab(colour: Rgb) -> [f32; 3] {
    let [r, g, b] = linear(colour);
    let l = (0.412_221_47 * r + 0.536_332_54 * g + 0.051_445_993 * b).cbrt();
    let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
    let s = (0.088_302_46 * r + 0.281_718_84 * g + 0.629_978_7 * b).cbrt();
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

fn from_oklab([lightness, a, b]: [f32; 3]) -> Rgb {
    let l = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
    let s = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    let channel = |value: f32| {
        let value = value.clamp(0.0, 1.0);
        let encoded = if value <= 0.003_130_8 {
            12.92 * value
        } else {
            1.055 * value.powf(1.0 / 2.4) - 0.055
        };
        (encoded * 255.0).round() as u8
    };
    Rgb(
        channel(4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s),
        channel(-1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s),
        channel(-0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s),
    )
}

/// Linear light, 0 ..= 1.
pub(super) fn linear(colour: Rgb) -> [f32; 3] {
    [colour.0, colour.1, colour.2].map(|channel| {
        let value = f32::from(channel) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

#[cfg(test)]
mod tests;
