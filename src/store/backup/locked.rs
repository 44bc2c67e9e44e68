//! Copies that travel: locked with a passphrase, in the form of `age`, which other programs open too. What is in them is never
//! in a file unlocked.

use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Read, Write},
    path::Path,
};

use age::{
    DecryptError, Decryptor, EncryptError, Encryptor,
    scrypt::{Identity, Recipient},
    secrecy::SecretString,
};

use super::{made_whole, scratch::read_whole};
use crate::store::{
    Collation, Store,
    error::{Error, Result},
    verify::Verdict,
};

/// How hard it is made to try passphrases, as a power of two: about a second for each. Tests cannot wait so long.
const EFFORT: u8 = if cfg!(debug_assertions) { 10 } else { 18 };
/// How hard a copy from elsewhere may have made it.
const MOST_EFFORT: u8 = 22;
/// What every file of this form begins with.
const BEGINNING: &[u8] = b"age-encryption.org/";

impl Store {
    /// Writes a whole copy, checked before it is locked, to a new file; refuses to overwrite, and leaves nothing behind when it
    /// fails.
    pub fn backup_locked(&self, destination: &Path, passphrase: &str) -> Result<Verdict> {
        let bytes = self.bytes()?;
        let verdict = Self::scratch_of(&bytes, Collation::plain())?.verify()?;
        if !verdict.faults.is_empty() {
            return Err(Error::NotWhole(verdict.faults));
        }
        made_whole(destination, |part| {
            lock(&bytes, part, passphrase)?;
            // What cannot be opened again is no copy.
            if unlock(part, passphrase)? == bytes { Ok(verdict) } else { Err(Error::DiskFull) }
        })
    }

    /// The register in a locked copy, in memory.
    pub fn unlocked(path: &Path, passphrase: &str, collation: Collation) -> Result<Self> {
        Self::scratch_of(&unlock(path, passphrase)?, collation)
    }
}

/// Whether a file is a locked copy.
pub fn is_locked(path: &Path) -> bool {
    let mut begins = [0; BEGINNING.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut begins)).is_ok() && begins == BEGINNING
}

fn lock(bytes: &[u8], destination: &Path, passphrase: &str) -> Result<()> {
    let mut recipient = Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(EFFORT);
    let locking = |error: EncryptError| match error {
        EncryptError::Io(error) => Error::from(error),
        other => Error::Io(std::io::Error::other(other.to_string())),
    };
    let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as _)).map_err(locking)?;
    let file = OpenOptions::new().write(true).open(destination)?;
    let mut writer = encryptor.wrap_output(&file)?;
    writer.write_all(bytes)?;
    writer.finish()?;
    file.sync_all()?;
    Ok(())
}

fn unlock(path: &Path, passphrase: &str) -> Result<Vec<u8>> {
    let locked = read_whole(path)?;
    let refused = |error: DecryptError| match error {
        DecryptError::NoMatchingKeys => Error::NotARegister(path.to_owned()),
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => Error::Passphrase(path.to_owned()),
        other => Error::Damaged(other.to_string()),
    };
    let mut identity = Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MOST_EFFORT);
    let decryptor = Decryptor::new(&*locked).map_err(refused)?;
    let mut reader = decryptor.decrypt(std::iter::once(&identity as _)).map_err(refused)?;
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof | ErrorKind::InvalidData => Error::Damaged(error.to_string()),
        _ => error.into(),
    })?;
    Ok(bytes)
}
