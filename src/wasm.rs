//! The border to JavaScript: text and options in, a plain object with UTF-16 offsets out.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::{TextDecoder, TextDecoderOptions};

use crate::{Date, Options};

/// Runs once when the module is instantiated: a panic, which would be a bug, names its place in
/// the console instead of "unreachable executed".
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// Analyses `text`; `date` is the publication date, `YYYY-MM-DD`.
///
/// # Errors
/// If `date` is no such date.
#[wasm_bindgen(js_name = analyseText, skip_typescript)]
pub fn analyse_text(text: &str, date: Option<String>) -> Result<JsValue, JsError> {
    let mut options = Options::default();
    if let Some(date) = date {
        options = options.with_date(date.parse::<Date>()?);
    }
    Ok(crate::analyse(text, &options).serialize(&Serializer::json_compatible())?)
}

/// Reads the bytes of a text file: UTF-8, UTF-16 with a byte order mark, else Windows-1256, which
/// is what Arabic files that are not Unicode are in. The browser's own decoder does it.
///
/// # Errors
/// If the browser knows no such decoder, which none of today's lacks.
#[wasm_bindgen]
pub fn decode(bytes: &[u8]) -> Result<String, JsValue> {
    let label = match bytes {
        [0xFF, 0xFE, ..] => "utf-16le",
        [0xFE, 0xFF, ..] => "utf-16be",
        _ if std::str::from_utf8(bytes).is_ok() => "utf-8",
        _ => "windows-1256",
    };
    TextDecoder::new_with_label_and_options(label, &TextDecoderOptions::new())?.decode_with_u8_array(bytes)
}
