//! The command `rasid`, run as a user would run it.

mod batch;
mod inputs;
mod outputs;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// The command at work, its streams in pipes.
fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_rasid"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts")
}

fn rasid(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = start(arguments);
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let input = input.to_vec();
    // On a thread of its own: a large input and a large output would wait for each other.
    let writer = std::thread::spawn(move || {
        // A command that stops at wrong arguments does not read its input.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the command ends");
    writer.join().expect("the writer ends");
    output
}

/// An empty folder of that name.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).expect("the test folder can be written");
    path
}

/// A file in a folder, as an argument.
fn file(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
    std::fs::write(&path, content).expect("the test folder can be written");
    path.to_str().expect("the path is text").to_owned()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("every line is JSON"))
        .collect()
}

/// "The minister said that the road is open."
const SENTENCE: &str = "قال الوزير إن الطريق مفتوح.";

#[test]
fn analyse_reads_a_file_and_standard_input() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("article.txt");
    std::fs::write(&path, SENTENCE).expect("the test folder can be written");
    let from_file = rasid(&["analyse", path.to_str().expect("the path is text")], b"");
    assert_eq!(from_file.status.code(), Some(0));
    assert_eq!(from_file.stdout, rasid(&["analyse"], SENTENCE.as_bytes()).stdout);
    assert_eq!(from_file.stdout, rasid(&["analyse", "-"], SENTENCE.as_bytes()).stdout);
    assert_eq!(lines(&from_file)[0]["schema"], 1);
}

#[test]
fn empty_input_is_an_article() {
    let output = rasid(&["analyse"], b"");
    assert_eq!(output.status.code(), Some(0));
    let analysis = &lines(&output)[0];
    assert_eq!(analysis["clean"]["text"], "");
    assert_eq!(analysis["sentences"], Value::Array(Vec::new()));
}

#[test]
fn the_date_is_taken_from_the_command_line() {
    let output = rasid(&["analyse", "--date", "2019-12-19"], SENTENCE.as_bytes());
    let date = &lines(&output)[0]["date"];
    assert_eq!((date["value"].as_str(), date["origin"].as_str()), (Some("2019-12-19"), Some("given")));
}

#[test]
fn offsets_count_in_the_unit_asked_for() {
    // A letter outside the first plane before the sentence: 4 bytes, 2 UTF-16 units, 1 code point.
    let text = format!("\u{1F4F0} {SENTENCE}");
    let end = |unit: &str| {
        let output = rasid(&["analyse", "--offsets", unit], text.as_bytes());
        lines(&output)[0]["sentences"][0][1].as_u64()
    };
    assert_eq!(end("byte"), Some(text.len() as u64));
    assert_eq!(end("utf16"), Some(text.encode_utf16().count() as u64));
    assert_eq!(end("codepoint"), Some(text.chars().count() as u64));
}

#[test]
fn wrong_arguments_end_with_a_usage_line_and_status_2() {
    for arguments in [
        &[][..],
        &["analyze"],
        &["analyse", "a", "b"],
        &["analyse", "--date"],
        &["analyse", "--date", "2019-13-01"],
        &["analyse", "--date", "19/12/2019"],
        &["analyse", "--offsets", "lines"],
        &["analyse", "--verbose"],
        &["analyse", "--jobs", "2"],
        &["batch", "--date", "2019-12-19"],
        &["batch", "--html"],
        &["batch", "--jobs", "0"],
        &["batch", "--jobs", "many"],
        &["batch", "--from", "pdf"],
        &["batch", "--columns", "body"],
        &["batch", "--columns", "body=text"],
        &["batch", "--to", "xlsx"],
        &["batch", "--to", "csv"],
        &["batch", "--resume"],
        &["batch", "--part", "0", "--to", "csv", "--output", "x"],
    ] {
        let output = rasid(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(errors(&output).contains("usage: rasid"), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn input_that_cannot_be_read_ends_with_status_1() {
    let missing = rasid(&["analyse", "no/such/file.txt"], b"");
    assert_eq!(missing.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("no/such/file.txt"));

    let no_text = rasid(&["analyse"], b"\x89PNG\0\0\xFF");
    assert_eq!(no_text.status.code(), Some(1));
    assert!(errors(&no_text).contains("standard input: this is no text"));
    assert!(no_text.stdout.is_empty());
}

#[test]
fn a_page_is_read_as_markup() {
    let page = "<nav>قائمة</nav><article><p>قال الوزير إن الطريق\nمفتوح.</p></article>";
    let output = rasid(&["analyse", "--html"], page.as_bytes());
    assert_eq!(lines(&output)[0]["clean"]["text"], SENTENCE);
    let path = file(&folder("analyse-page"), "page.html", page);
    assert_eq!(rasid(&["analyse", &path], b"").stdout, output.stdout);
    let line = serde_json::json!({ "html": page }).to_string();
    assert_eq!(lines(&rasid(&["batch"], line.as_bytes()))[0]["analysis"], lines(&output)[0]);
}

#[test]
fn a_file_in_windows_1256_is_read() {
    // "peace" in letters of one byte each.
    let output = rasid(&["analyse"], b"\xD3\xE1\xC7\xE3");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(lines(&output)[0]["clean"]["text"], "سلام");
}

fn articles() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/text");
    let mut articles: Vec<_> = std::fs::read_dir(folder)
        .expect("the articles are part of the project")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("articles are UTF-8");
            (path.file_name().expect("a file has a name").to_string_lossy().into_owned(), text)
        })
        .collect();
    articles.sort();
    assert!(articles.len() >= 20, "the folder of articles is incomplete");
    articles
}
