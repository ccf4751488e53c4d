//! Gzip files, read member by member: damage costs the member that it lies in, and reading goes on with
//! the next one.
//!
//! What is damaged may run on as if it were sound, into the members behind it; so the search for the
//! next one begins right behind the beginning of the damaged one, and its compressed bytes are kept
//! until it has ended.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// What begins every member.
pub(super) const MAGIC: &[u8] = &[0x1F, 0x8B];

/// Bytes of the header that a member cannot be without.
const HEADER: usize = 10;

/// Compressed and unpacked bytes that are read at a time.
const BLOCK: usize = 256 << 10;

/// Of a member that is longer, packed, the beginning is forgotten.
const KEPT: usize = 8 << 20;

/// What becomes of the block in which damage shows itself: its end may have been unpacked from damage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Damaged {
    Given,
    Withheld,
}

/// The unpacked bytes of all members.
///
/// Damage is an error of kind `InvalidData`, and a file that is cut off one of kind `UnexpectedEof`; after
/// either it can be read on, from the next member that is sound. Any other error ends it.
pub(super) struct Members<R> {
    state: State<R>,
    damaged: Damaged,
    /// Unpacked, and not given out yet from `at` on.
    block: Vec<u8>,
    at: usize,
    /// What comes behind the block.
    error: Option<io::Error>,
    /// Whether nothing sound was read since the last damage.
    is_lost: bool,
}

enum State<R> {
    Between(Packed<R>),
    Inside(GzDecoder<Packed<R>>),
    Ended,
}

impl<R: Read> Members<R> {
    pub(super) fn new(stream: R, damaged: Damaged) -> Self {
        let state = State::Between(Packed::new(stream));
        Self { state, damaged, block: Vec::new(), at: 0, error: None, is_lost: false }
    }

    /// Unpacks the next block; an empty one at the end.
    fn next_block(&mut self) -> io::Result<()> {
        self.block.clear();
        self.at = 0;
        while self.block.is_empty() {
            if let Some(error) = self.error.take() {
                return Err(error);
            }
            let mut decoder = match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(()),
                State::Inside(decoder) => decoder,
                State::Between(mut packed) => {
                    let is_there = if self.is_lost { packed.seek()? } else { packed.begin()? };
                    if !is_there {
                        return Ok(());
                    }
                    GzDecoder::new(packed)
                }
            };
            match decoder.by_ref().take(BLOCK as u64).read_to_end(&mut self.block) {
                Ok(BLOCK) => {
                    self.is_lost = false;
                    self.state = State::Inside(decoder);
                }
                // The end of a member, its checksum found right.
                Ok(_) => {
                    self.is_lost = false;
                    self.state = State::Between(decoder.into_inner());
                }
                Err(error) => self.meet(error, decoder.into_inner()),
            }
        }
        Ok(())
    }

    /// Goes back behind the beginning of the member in which `error` was met.
    fn meet(&mut self, error: io::Error, mut packed: Packed<R>) {
        let is_cut_off = error.kind() == io::ErrorKind::UnexpectedEof;
        // The decoder calls damage so, and the system nothing that it has read.
        let is_damage = matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData);
        if !is_cut_off && !is_damage {
            self.error = Some(error);
            return;
        }
        if self.damaged == Damaged::Withheld || self.is_lost && is_damage {
            self.block.clear();
        }
        // One error for one damage: a beginning that was sought and leads nowhere is no second one.
        if !self.is_lost || !self.block.is_empty() {
            self.error =
                Some(if is_damage { io::Error::new(io::ErrorKind::InvalidData, error) } else { error });
        }
        packed.go_back();
        self.is_lost = true;
        self.state = State::Between(packed);
    }
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.block.len() {
            self.next_block()?;
        }
        let n_read = (&self.block[self.at..]).read(buffer)?;
        self.at += n_read;
        Ok(n_read)
    }
}

/// The compressed bytes, with those of the member that is being read.
struct Packed<R> {
    stream: R,
    /// The member from `begin` on, if it is kept, read up to `at`.
    bytes: Vec<u8>,
    begin: usize,
    at: usize,
    is_kept: bool,
    /// How often a byte of the stream may still be read again, all told. It grows with what is read, so
    /// that a file made of beginnings that lead nowhere costs no more than its length.
    may_repeat: usize,
}

impl<R: Read> Packed<R> {
    fn new(stream: R) -> Self {
        Self { stream, bytes: Vec::new(), begin: 0, at: 0, is_kept: true, may_repeat: KEPT }
    }

    /// Reads more; false at the end.
    fn more(&mut self) -> io::Result<bool> {
        if self.is_kept && KEPT < self.bytes.len() - self.begin {
            self.is_kept = false;
        }
        let done = if self.is_kept { self.begin } else { self.at };
        self.bytes.drain(..done);
        self.begin = 0;
        self.at -= done;
        let end = self.bytes.len();
        self.bytes.resize(end + BLOCK, 0);
        let read = loop {
            match self.stream.read(&mut self.bytes[end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        let n_read = *read.as_ref().unwrap_or(&0);
        self.bytes.truncate(end + n_read);
        self.may_repeat = self.may_repeat.saturating_add(n_read);
        read.map(|n_read| 0 < n_read)
    }

    /// Whether a member, or what should be one, begins here.
    fn begin(&mut self) -> io::Result<bool> {
        loop {
            // Tapes and some writers fill up with zeros.
            let n_zeros = self.bytes[self.at..].iter().take_while(|&&byte| byte == 0).count();
            self.at += n_zeros;
            (self.begin, self.is_kept) = (self.at, true);
            if self.at < self.bytes.len() {
                return Ok(true);
            }
            if !self.more()? {
                return Ok(false);
            }
        }
    }

    /// Goes on to the next place that looks like the beginning of a member; false if there is none.
    fn seek(&mut self) -> io::Result<bool> {
        loop {
            let rest = &self.bytes[self.at..];
            let place = rest.windows(HEADER).position(is_header);
            // A header may begin in the last bytes that are here.
            self.at += place.unwrap_or(rest.len().saturating_sub(HEADER - 1));
            (self.begin, self.is_kept) = (self.at, true);
            if place.is_some() {
                return Ok(true);
            }
            if !self.more()? {
                return Ok(false);
            }
        }
    }

    /// Back to the second byte of the member, if it is still here.
    fn go_back(&mut self) {
        let n_back = self.at.saturating_sub(self.begin + 1);
        if self.is_kept && n_back <= self.may_repeat {
            self.may_repeat -= n_back;
            self.at -= n_back;
        }
    }
}

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_read = self.fill_buf()?.read(buffer)?;
        self.consume(n_read);
        Ok(n_read)
    }
}

impl<R: Read> BufRead for Packed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.bytes.len() {
            self.more()?;
        }
        Ok(&self.bytes[self.at..])
    }

    fn consume(&mut self, n_bytes: usize) {
        self.at += n_bytes;
    }
}

/// Whether this is a header of gzip (RFC 1952): packed by "deflate", no reserved flag, packed well or
/// fast if that is said, on a system that has a number.
fn is_header(bytes: &[u8]) -> bool {
    matches!(bytes, [0x1F, 0x8B, 8, flags, _, _, _, _, how, system]
        if flags & 0xE0 == 0 && matches!(how, 0 | 2 | 4) && (*system <= 13 || *system == 255))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).expect("memory can be written");
        encoder.finish().expect("memory can be written")
    }

    /// Bytes that do not pack.
    fn noise(n_bytes: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        (0..n_bytes).map(|_| next()).collect()
    }

    /// All that is given out, and what was wrong with the rest.
    fn read(packed: &[u8], damaged: Damaged) -> (Vec<u8>, Vec<io::ErrorKind>) {
        let mut members = Members::new(packed, damaged);
        let (mut bytes, mut errors) = (Vec::new(), Vec::new());
        while let Err(error) = members.read_to_end(&mut bytes) {
            errors.push(error.kind());
            assert!(errors.len() < 10, "it goes on for ever: {error}");
        }
        (bytes, errors)
    }

    #[track_caller]
    fn check(packed: &[u8], expected: &[u8], errors: &[io::ErrorKind]) {
        let (bytes, found) = read(packed, Damaged::Withheld);
        assert_eq!(found, errors);
        assert!(bytes == expected, "{} bytes where {} were expected", bytes.len(), expected.len());
    }

    #[test]
    fn members_are_joined() {
        check(&[], b"", &[]);
        check(&[gzip(b"one "), gzip(b""), gzip(b"two")].concat(), b"one two", &[]);
        check(&[gzip(b"one"), vec![0; 1000]].concat(), b"one", &[]);
        let long = noise(3 * BLOCK + 7);
        check(&[gzip(&long), gzip(&long[..BLOCK])].concat(), &[&long[..], &long[..BLOCK]].concat(), &[]);
    }

    #[test]
    fn damage_costs_the_member_that_it_lies_in() {
        let [first, second, third] = [b"first ", b"second", b"third "].map(|text| gzip(text));
        for at in 0..second.len() {
            let mut wrong = second.clone();
            wrong[at] ^= 0x55;
            let (bytes, errors) = read(&[first.as_slice(), &wrong, &third].concat(), Damaged::Withheld);
            // Flags, time and system are no part of what is checked.
            if (3..HEADER).contains(&at) && errors.is_empty() {
                continue;
            }
            assert_eq!(errors.len(), 1, "byte {at}");
            assert_eq!(bytes, b"first third ", "byte {at}");
        }
    }

    #[test]
    fn bytes_that_are_lost_cost_the_member_that_they_lie_in() {
        let [first, second, third] = [noise(70_000), noise(700_000), noise(100)].map(|text| gzip(&text));
        let cut = [&first[..], &second[..300_000], &second[300_100..], &third].concat();
        let (bytes, errors) = read(&cut, Damaged::Withheld);
        assert_eq!(errors, [io::ErrorKind::InvalidData]);
        assert!(bytes.starts_with(&noise(70_000)) && bytes.ends_with(&noise(100)));
        // A file that is joined of pieces, one of them cut off.
        let joined = [&first[..first.len() / 2], &third].concat();
        let (bytes, errors) = read(&joined, Damaged::Withheld);
        assert_eq!((bytes == noise(100), errors.len()), (true, 1));
    }

    #[test]
    fn a_file_that_is_cut_off_gives_what_is_there() {
        let packed = gzip(&noise(1000));
        let (bytes, errors) = read(&packed[..900], Damaged::Given);
        assert_eq!(errors, [io::ErrorKind::UnexpectedEof]);
        assert!(500 < bytes.len() && noise(1000).starts_with(&bytes), "{} bytes", bytes.len());
    }

    #[test]
    fn damage_at_the_end_may_give_what_stands_before_it() {
        let mut packed = gzip(b"a line\nanother");
        let end = packed.len() - 6;
        packed[end] ^= 1;
        assert_eq!(read(&packed, Damaged::Withheld).0, b"");
        assert_eq!(read(&packed, Damaged::Given).0, b"a line\nanother");
    }

    #[test]
    fn what_is_behind_the_last_member_is_one_error() {
        check(&[gzip(b"one"), noise(100_000)].concat(), b"one", &[io::ErrorKind::InvalidData]);
    }

    #[test]
    fn beginnings_that_lead_nowhere_do_not_take_for_ever() {
        let header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3];
        // Each is the beginning of a stored stretch of 65,535 bytes, and so of many others.
        let made = [&header[..], &[0, 0xFF, 0xFF, 0, 0]].concat().repeat(300_000);
        let (_, errors) = read(&made, Damaged::Withheld);
        assert!(!errors.is_empty());
    }
}
