//! The border to JavaScript: text and options in, a plain object with UTF-16 offsets out.

#![allow(unreachable_pub, reason = "they are reached from JavaScript")]

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};
use web_sys::{TextDecoder, TextDecoderOptions};

use crate::{Date, Options};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("wasm.d.ts");

#[wasm_bindgen]
extern "C" {
    /// What a caller may pass as second argument.
    type JsOptions;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn date(this: &JsOptions) -> Result<JsValue, JsValue>;
}

/// Runs once when the module is instantiated: a panic, which would be a bug, then names its place
/// in the console instead of "unreachable executed".
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// The version of this module, which the JavaScript around it compares with its own.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Analyses `text`; see `wasm.d.ts` for the options and the result.
///
/// A lone surrogate in the string has become U+FFFD on its way here. That is one unit as well, so
/// offsets hold for the caller's own string.
///
/// # Errors
/// If the options are no object, or their date no date.
#[wasm_bindgen(skip_typescript)]
pub fn analyse(text: &str, options: JsValue) -> Result<JsValue, JsValue> {
    run(text, options, crate::analyse)
}

/// Analyses an article given as HTML; otherwise as [`analyse`].
///
/// # Errors
/// If the options are no object, or their date no date.
#[wasm_bindgen(js_name = analyseHtml, skip_typescript)]
pub fn analyse_html(html: &str, options: JsValue) -> Result<JsValue, JsValue> {
    run(html, options, crate::analyse_html)
}

fn run(
    source: &str,
    options: JsValue,
    analyse: fn(&str, &Options) -> crate::Analysis,
) -> Result<JsValue, JsValue> {
    let options = read(options)?;
    // Nulls instead of undefined, so that the object survives a trip through JSON.
    Ok(analyse(source, &options).serialize(&Serializer::json_compatible())?)
}

/// The options that JavaScript gives; nothing, and null, are none.
fn read(given: JsValue) -> Result<Options, JsValue> {
    let none = |value: &JsValue| value.is_undefined() || value.is_null();
    let options = Options::default();
    if none(&given) {
        return Ok(options);
    }
    if !given.is_object() {
        return Err(JsError::new("the options are no object").into());
    }
    let date = given.unchecked_into::<JsOptions>().date()?;
    if none(&date) {
        return Ok(options);
    }
    let date = date.as_string().ok_or_else(|| JsError::new("the date is no string"))?;
    Ok(options.with_date(date.parse::<Date>().map_err(JsError::from)?))
}

/// Reads the bytes of a text file: UTF-8, UTF-16 with a byte order mark, the encoding that a page
/// states, else Windows-1256, which Arabic files that are not Unicode are in. The decoder is the
/// browser's, so that no tables are shipped.
///
/// # Errors
/// If there is no such decoder, which no current browser lacks.
#[wasm_bindgen]
pub fn decode(bytes: &[u8]) -> Result<String, JsValue> {
    let label = match bytes {
        [0xFF, 0xFE, ..] => "utf-16le",
        [0xFE, 0xFF, ..] => "utf-16be",
        _ if std::str::from_utf8(bytes).is_ok() => "utf-8",
        _ => stated_encoding(bytes).unwrap_or("windows-1256"),
    };
    // A label that no decoder has is as good as none.
    let decoder = TextDecoder::new_with_label_and_options(label, &TextDecoderOptions::new())
        .or_else(|_| TextDecoder::new_with_label_and_options("windows-1256", &TextDecoderOptions::new()))?;
    decoder.decode_with_u8_array(bytes)
}

/// The encoding that a page names in its first kilobyte, where the standard looks for it.
fn stated_encoding(bytes: &[u8]) -> Option<&str> {
    const NAME: &[u8] = b"charset=";
    let head = &bytes[..bytes.len().min(1024)];
    let at = head.windows(NAME.len()).position(|window| window.eq_ignore_ascii_case(NAME))? + NAME.len();
    let rest =
        head[at..].strip_prefix(b"\"").or_else(|| head[at..].strip_prefix(b"'")).unwrap_or(&head[at..]);
    let length = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_'))?;
    let label = std::str::from_utf8(&rest[..length]).ok()?;
    // The bytes are no UTF-8, whatever the page says.
    (!label.is_empty() && !label.eq_ignore_ascii_case("utf-8")).then_some(label)
}
