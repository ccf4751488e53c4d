//! Enums of which tests ask for all variants.

/// Defines an enum without fields; in tests, `ALL` are its variants.
macro_rules! enumerated {
    ($(#[$attribute:meta])* $visibility:vis enum $type:ident {
        $($(#[$note:meta])* $variant:ident,)+
    }) => {
        $(#[$attribute])*
        $visibility enum $type {
            $($(#[$note])* $variant,)+
        }

        #[cfg(test)]
        impl $type {
            $visibility const ALL: &[Self] = &[$(Self::$variant),+];
        }
    };
}
pub(crate) use enumerated;
