//! The compact form of messages and recordings: field after field, without names (postcard).
//!
//! The page is the one who reads it: against JSON its code becomes a sixth smaller and a run is read in a fraction of the time.
//! Only the build that has written it can read it: [`super::protocol::BUILD`] sees to that between page and worker, and the
//! recording that is shipped is read by the tests of `app`.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What cannot be written or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not in the compact form of this build: {0}")]
pub struct Garbled(String);

/// `value` in the compact form.
///
/// # Errors
/// When its type cannot be written without names.
pub fn pack<T: Serialize>(value: &T) -> Result<Vec<u8>, Garbled> {
    postcard::to_allocvec(value).map_err(|error| Garbled(error.to_string()))
}

/// The value that `bytes` hold.
///
/// # Errors
/// When they hold none.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Garbled> {
    postcard::from_bytes(bytes).map_err(|error| Garbled(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::super::protocol::{FromWorker, Reply, Request, ToWorker};
    use super::*;
    use crate::model::{Heads, Hidden, Interventions, Kind, Manifest, Opening, Reading, Side};

    #[test]
    fn messages_come_back_and_cut_off_ones_are_refused() {
        let interventions = Interventions {
            mute: vec![Heads {
                kind: Kind::Cross,
                layer: 1,
                head: None,
            }],
            hide: vec![Hidden {
                side: Side::Source,
                word: Some(3),
            }],
            scale: 0.5,
            positions: false,
            shuffle: Some(7),
        };
        let message = ToWorker {
            id: u64::MAX,
            request: Request::Run {
                source: "über".to_owned(),
                target: String::new(),
                interventions,
                looks: vec![],
            },
        };
        let bytes = pack(&message).unwrap();
        assert_eq!(unpack::<ToWorker>(&bytes), Ok(message));
        for end in 0..bytes.len() {
            assert!(unpack::<ToWorker>(&bytes[..end]).is_err(), "cut at {end}");
        }
        let answer = FromWorker::Answer {
            id: 7,
            reply: Reply::Gone { run: 3 },
        };
        assert_eq!(unpack(&pack(&answer).unwrap()), Ok(answer));
    }

    #[test]
    fn what_a_manifest_may_leave_out_comes_back_too() {
        let manifest = Manifest {
            name: "sample".to_owned(),
            open: vec![Opening {
                kind: Kind::Decoder,
                layer: 0,
                heads: vec![2],
                reading: Reading::Said,
            }],
            ..Manifest::default()
        };
        assert_eq!(unpack(&pack(&manifest).unwrap()), Ok(manifest));
    }
}
