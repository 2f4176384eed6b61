//! What belongs to the person, not to the picture.

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What belongs to the person and stays from visit to visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// Large type, for the classroom.
    pub large: bool,
}

impl Settings {
    /// As it is stored: the words that apply.
    pub fn to_text(self) -> String {
        let theme = match self.theme {
            Theme::System => "",
            Theme::Light => "light ",
            Theme::Dark => "dark ",
        };
        let large = if self.large { "large" } else { "" };
        format!("{theme}{large}")
    }

    /// From what is stored; words that it does not know mean nothing.
    pub fn from_text(text: &str) -> Self {
        let mut settings = Self::default();
        for word in text.split_whitespace() {
            match word {
                "light" => settings.theme = Theme::Light,
                "dark" => settings.theme = Theme::Dark,
                "large" => settings.large = true,
                _ => {}
            }
        }
        settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_and_nonsense_is_default() {
        for theme in [Theme::System, Theme::Light, Theme::Dark] {
            for large in [false, true] {
                let settings = Settings { theme, large };
                assert_eq!(Settings::from_text(&settings.to_text()), settings);
            }
        }
        assert_eq!(Settings::from_text("{\"theme\": 7}"), Settings::default());
    }
}
