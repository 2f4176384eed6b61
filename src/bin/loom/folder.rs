//! Model folders on disk.

use std::fs;
use std::path::Path;

use attention_loom::engine::protocol::ModelInfo;
use attention_loom::engine::{ModelName, Session};
use attention_loom::model::{
    CONFIG_FILE, Files, MANIFEST_FILE, Manifest, Model, ModelFile, TOKENIZER_FILE, WEIGHTS_FILE,
};
use sha2::{Digest, Sha256};

/// A folder's files, read.
pub struct Folder {
    pub config: Vec<u8>,
    pub tokenizer: Vec<u8>,
    pub weights: Vec<u8>,
    pub manifest: Manifest,
}

impl Folder {
    /// Reads the files of `folder`; what goes wrong is one line that names the file.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let manifest_path = folder.join(MANIFEST_FILE);
        let manifest = if manifest_path.exists() {
            read_manifest(&manifest_path)?
        } else {
            let name = folder.file_name().unwrap_or(folder.as_os_str());
            Manifest {
                name: name.to_string_lossy().into_owned(),
                ..Manifest::default()
            }
        };
        Ok(Self {
            config: read(&folder.join(CONFIG_FILE))?,
            tokenizer: read(&folder.join(TOKENIZER_FILE))?,
            weights: read(&folder.join(WEIGHTS_FILE))?,
            manifest,
        })
    }

    /// The contents, as the model takes them.
    pub fn files(&self) -> Files<'_> {
        Files {
            config: &self.config,
            tokenizer: &self.tokenizer,
            weights: &self.weights,
        }
    }

    /// The model, and its name with the hash of its weights.
    pub fn load(path: &Path) -> Result<(Model, ModelName), String> {
        let folder = Folder::read(path)?;
        let name = ModelName {
            name: folder.manifest.name.clone(),
            hash: sha256(&folder.weights),
        };
        let model = Model::load(folder.files(), folder.manifest.clone())
            .map_err(|e| format!("{}/{e}", path.display()))?;
        Ok((model, name))
    }

    /// A session with the model, and what is to be known of it.
    pub fn session(path: &Path) -> Result<(Session, ModelInfo), String> {
        let folder = Folder::read(path)?;
        let mut session = Session::new();
        let info = session
            .load(folder.files(), folder.manifest.clone())
            .map_err(|e| format!("{}/{e}", path.display()))?;
        Ok((session, info))
    }

    /// Writes the folder, its manifest listing each file with bytes and hash.
    pub fn write(&self, folder: &Path) -> Result<(), String> {
        fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let files = [
            (CONFIG_FILE, &self.config),
            (TOKENIZER_FILE, &self.tokenizer),
            (WEIGHTS_FILE, &self.weights),
        ];
        let mut manifest = self.manifest.clone();
        manifest.files.clear();
        for (name, contents) in files {
            write(&folder.join(name), contents)?;
            manifest.files.push(ModelFile {
                name: name.to_owned(),
                bytes: contents.len() as u64,
                sha256: sha256(contents),
            });
        }
        let mut json = serde_json::to_string_pretty(&manifest).map_err(|e| e.to_string())?;
        json.push('\n');
        write(&folder.join(MANIFEST_FILE), json.as_bytes())
    }
}

/// Reads a manifest file.
pub fn read_manifest(path: &Path) -> Result<Manifest, String> {
    serde_json::from_slice(&read(path)?).map_err(|e| format!("{}: {e}", path.display()))
}

/// Reads a whole file; an error names it.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Writes a whole file; an error names it.
pub fn write(path: &Path, contents: &[u8]) -> Result<(), String> {
    fs::write(path, contents).map_err(|e| format!("{}: {e}", path.display()))
}

fn sha256(contents: &[u8]) -> String {
    Sha256::digest(contents)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
