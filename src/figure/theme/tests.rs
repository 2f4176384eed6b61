//! Contrast, colour vision, and that scales begin and end where they should.

use super::*;

fn luminance(colour: Rgb) -> f32 {
    let [r, g, b] = linear(colour);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: Rgb, b: Rgb) -> f32 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// Machado, Oliveira & Fernandes 2009, severity 1, on linear light.
const VISIONS: [(&str, [[f32; 3]; 3]); 4] = [
    (
        "normal",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

fn seen(colour: Rgb, matrix: &[[f32; 3]; 3]) -> [f32; 3] {
    let light = linear(colour);
    let channel = |row: &[f32; 3]| {
        let value: f32 = row
            .iter()
            .zip(light)
            .map(|(a, b)| a * b)
            .sum::<f32>()
            .clamp(0.0, 1.0);
        let encoded = if value <= 0.003_130_8 {
            12.92 * value
        } else {
            1.055 * value.powf(1.0 / 2.4) - 0.055
        };
        (encoded * 255.0).round() as u8
    };
    oklab(Rgb(
        channel(&matrix[0]),
        channel(&matrix[1]),
        channel(&matrix[2]),
    ))
}

#[test]
fn lines_and_text_stand_out_from_the_ground() {
    for theme in [LIGHT, DARK] {
        for ground in [Role::Background, Role::Panel] {
            let ground = theme.rgb(ground);
            for role in [Role::Ink, Role::Muted] {
                let found = contrast(theme.rgb(role), ground);
                assert!(found >= 4.5, "{} {role:?}: {found}", theme.name);
            }
        }
        let ground = theme.rgb(Role::Background);
        for role in (0..PALETTE).map(Some).chain([None]).map(Role::Written) {
            let found = contrast(theme.rgb(role), ground);
            assert!(found >= 4.5, "{} {role:?}: {found}", theme.name);
        }
        let lines = (0..PALETTE)
            .map(Role::Head)
            .chain([Role::Mean, Role::Plus, Role::Minus]);
        for role in lines {
            let found = contrast(theme.rgb(role), ground);
            assert!(found >= 3.0, "{} {role:?}: {found}", theme.name);
        }
    }
}

#[test]
fn no_two_heads_look_alike_to_anybody() {
    for theme in [LIGHT, DARK] {
        for (vision, matrix) in &VISIONS {
            for i in 0..PALETTE {
                for j in 0..i {
                    let (a, b) = (seen(theme.heads[i], matrix), seen(theme.heads[j], matrix));
                    let distance = a
                        .iter()
                        .zip(b)
                        .map(|(a, b)| (a - b).powi(2))
                        .sum::<f32>()
                        .sqrt();
                    assert!(
                        distance >= 0.085,
                        "{} {vision}: {i} and {j} at {distance}",
                        theme.name
                    );
                }
            }
        }
    }
}

#[test]
fn scales_are_monotone_in_lightness_and_survive_any_number() {
    for theme in [LIGHT, DARK] {
        let shades: Vec<f32> = (0..=20)
            .map(|i| oklab(theme.rgb(Role::Ramp(i as f32 / 20.0)))[0])
            .collect();
        let rises = shades[20] > shades[0];
        assert!(
            shades.windows(2).all(|pair| (pair[1] > pair[0]) == rises),
            "{shades:?}"
        );
        assert_eq!(theme.rgb(Role::Signed(0.0)), theme.panel);
        assert_eq!(theme.rgb(Role::Signed(-1.0)), theme.minus);
        assert_eq!(theme.rgb(Role::Signed(7.0)), theme.plus);
        assert_eq!(theme.rgb(Role::Ramp(f32::NAN)), theme.ramp[0]);
    }
}

#[test]
fn every_flat_role_has_a_variable_with_its_colour() {
    let css = DARK.css();
    assert!(css.contains("--ink:#eceef2;"));
    assert!(css.contains("--head-5:#9ce7fd;"));
    assert_eq!(Role::Head(9).variable(), Role::Head(1).variable());
    assert_eq!(Role::Ramp(0.5).variable(), None);
}
