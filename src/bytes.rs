//! Reading of numbers from packed data: the weights of the tagger, the lexicons.

/// What is left to read.
pub(crate) struct Bytes<'b> {
    rest: &'b [u8],
}

impl<'b> Bytes<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next `n` bytes, if there are so many.
    pub(crate) fn take(&mut self, n: usize) -> Option<&'b [u8]> {
        let (head, rest) = self.rest.split_at_checked(n)?;
        self.rest = rest;
        Some(head)
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    /// The next byte, if there is one that `fits`.
    pub(crate) fn next_if(&mut self, fits: impl FnOnce(u8) -> bool) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first().filter(|&(&byte, _)| fits(byte))?;
        self.rest = rest;
        Some(byte)
    }

    /// The next bytes as long as they `fit`.
    pub(crate) fn take_while(&mut self, fits: impl Fn(u8) -> bool) -> &'b [u8] {
        let n = self.rest.iter().take_while(|&&byte| fits(byte)).count();
        self.take(n).unwrap_or_default()
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    pub(crate) fn f32(&mut self) -> Option<f32> {
        self.u32().map(f32::from_bits)
    }

    /// A number in groups of seven bits, low ones first.
    pub(crate) fn varint(&mut self) -> Option<u32> {
        let mut value = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.u8()?;
            value |= u32::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}
