//! Final names: every file carries a piece of its content's hash, so that browsers may keep it for ever.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::{BUNDLES, Mode, digest, glue_folder};
use crate::workspace::Workspace;
use crate::{Outcome, steps};

/// The files of one bundle, or of the style sheet, as they lie in the site.
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) files: Vec<PathBuf>,
}

/// What a browser may load.
pub(crate) struct Published {
    pub(crate) parts: Vec<Part>,
}

/// Lays out `pkg/` and then writes `manifest.json`, from which the server learns the names: a running server never
/// hears of a file that is not there yet.
pub(super) fn publish(workspace: &Workspace, mode: Mode) -> Outcome<Published> {
    let pkg = Pkg::open(workspace, mode)?;
    let mut manifest = serde_json::Map::new();
    let mut parts = Vec::new();
    for name in BUNDLES {
        let glue = glue_folder(workspace, mode, name);
        let js = pkg.place(&glue.join(format!("{name}.js")), name, "js")?;
        let wasm = pkg.place(&glue.join(format!("{name}_bg.wasm")), &format!("{name}_bg"), "wasm")?;
        manifest.insert(name.to_owned(), json!({ "js": pkg.address(&js), "wasm": pkg.address(&wasm) }));
        copy_tree(&glue.join("snippets"), &pkg.folder.join("snippets"))?;
        parts.push(Part { name, files: vec![js, wasm] });
    }
    let sheet = workspace.root().join(workspace.options().get("style-file")?);
    let css = pkg.place(&sheet, "passport", "css")?;
    manifest.insert("css".to_owned(), pkg.address(&css).into());
    parts.push(Part { name: "style", files: vec![css] });
    let published = Published { parts };
    steps::write(&pkg.folder.join("manifest.json"), format!("{:#}\n", Value::from(manifest)).as_bytes())?;
    forget_others(&pkg.folder, &published)?;
    Ok(published)
}

struct Pkg {
    folder: PathBuf,
    url: String,
    mode: Mode,
}

impl Pkg {
    fn open(workspace: &Workspace, mode: Mode) -> Outcome<Self> {
        let name = workspace.options().get("site-pkg-dir")?;
        let folder = workspace.site().join(name);
        steps::folder(&folder)?;
        Ok(Self { folder, url: format!("/{name}/"), mode })
    }

    /// Copies a file to its hashed name, with its compressed forms. The same content is never written twice.
    fn place(&self, from: &Path, stem: &str, extension: &str) -> Outcome<PathBuf> {
        let content = steps::read(from)?;
        let hash = digest(&content);
        let short = hash.get(..16).unwrap_or(&hash);
        let path = self.folder.join(format!("{stem}.{short}.{extension}"));
        if !path.exists() {
            steps::write(&path, &content)?;
        }
        // A bundle for development is many times larger and goes over loopback: compressing it would only cost time.
        if self.mode == Mode::Release || extension != "wasm" {
            compress(&path, &content)?;
        }
        Ok(path)
    }

    fn address(&self, path: &Path) -> String {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        format!("{}{name}", self.url)
    }
}

fn compress(path: &Path, content: &[u8]) -> Outcome<()> {
    let failed = |error: std::io::Error| format!("cannot compress {}: {error}", path.display());
    let brotli_path = beside(path, ".br");
    let gzip_path = beside(path, ".gz");
    if brotli_path.exists() && gzip_path.exists() {
        return Ok(());
    }
    let parameters = BrotliEncoderParams { quality: 11, size_hint: content.len(), ..Default::default() };
    let mut smaller = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut smaller, &parameters).map_err(failed)?;
    steps::write(&brotli_path, &smaller)?;

    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    let smaller = gzip.write_all(content).and_then(|()| gzip.finish()).map_err(failed)?;
    steps::write(&gzip_path, &smaller)
}

/// `path` with `ending` after its whole name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Removes what earlier builds left.
fn forget_others(folder: &Path, published: &Published) -> Outcome<()> {
    let files = published.parts.iter().flat_map(|part| &part.files);
    let wanted: BTreeSet<PathBuf> =
        files.flat_map(|file| [file.clone(), beside(file, ".br"), beside(file, ".gz")]).collect();
    for path in entries(folder)? {
        let kept = wanted.contains(&path) || path.is_dir() || path.ends_with("manifest.json");
        if !kept {
            fs::remove_file(&path).map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
        }
    }
    Ok(())
}

/// Copies icons and the like, and removes those that no longer exist.
pub(super) fn public_files(workspace: &Workspace) -> Outcome<()> {
    let options = workspace.options();
    let from = workspace.root().join(options.get("assets-dir")?);
    let site = workspace.site();
    let pkg = site.join(options.get("site-pkg-dir")?);
    copy_tree(&from, &site)?;
    for path in entries(&site)? {
        let name = path.file_name().unwrap_or_default();
        if path == pkg || from.join(name).exists() {
            continue;
        }
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
    }
    Ok(())
}

fn copy_tree(from: &Path, to: &Path) -> Outcome<()> {
    if !from.exists() {
        return Ok(());
    }
    steps::folder(to)?;
    for path in entries(from)? {
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_tree(&path, &target)?;
        } else {
            fs::copy(&path, &target).map_err(|error| format!("cannot copy {}: {error}", path.display()))?;
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let list = fs::read_dir(folder).and_then(|list| list.map(|entry| entry.map(|entry| entry.path())).collect());
    list.map_err(|error| format!("cannot list {}: {error}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_forms_stand_beside_the_whole_name() {
        assert_eq!(beside(Path::new("pkg/a.0f.css"), ".br"), Path::new("pkg/a.0f.css.br"));
    }
}
