//! The command `rasid`, run as a user would run it.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn rasid(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rasid"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
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
        &["batch", "articles.ndjson"],
        &["batch", "--date", "2019-12-19"],
    ] {
        let output = rasid(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("usage: rasid"), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn input_that_cannot_be_read_ends_with_status_1() {
    let missing = rasid(&["analyse", "no/such/file.txt"], b"");
    assert_eq!(missing.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("no/such/file.txt"));

    let not_utf8 = rasid(&["analyse"], b"abc \xC7\xE1");
    assert_eq!(not_utf8.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&not_utf8.stderr).contains("not UTF-8 from byte 4"));
    assert!(not_utf8.stdout.is_empty());
}

#[test]
fn batch_answers_in_order_and_one_bad_line_costs_one_record() {
    let input = [
        format!(r#"{{"id": "a", "text": "{SENTENCE}", "date": "2019-12-19"}}"#).into_bytes(),
        b"{\"id\": 2, \"text\": ".to_vec(),
        b"".to_vec(),
        b"{\"id\": \"b\", \"text\": \"x\", \"date\": \"yesterday\"}".to_vec(),
        b"{\"id\": \"c\"}".to_vec(),
        b"{\"id\": \"d\", \"text\": 5}".to_vec(),
        b"{\"id\": \"e\", \"text\": \"\xFF\"}".to_vec(),
        b"{\"id\": [1], \"html\": \"<p>x</p>\"}".to_vec(),
        b"{\"text\": \"last, without a line end\"}".to_vec(),
    ]
    .join(&b'\n');
    let output = rasid(&["batch", "--offsets", "codepoint"], &input);
    assert_eq!(output.status.code(), Some(1));
    let records = lines(&output);
    let shape: Vec<_> = records
        .iter()
        .map(|record| {
            (record["id"].clone(), record["error"]["line"].as_u64(), record.get("analysis").is_some())
        })
        .collect();
    let id = |text: &str| serde_json::from_str::<Value>(text).expect("the id is JSON");
    assert_eq!(
        shape,
        [
            (id("\"a\""), None, true),
            (id("null"), Some(2), false),
            (id("\"b\""), Some(4), false),
            (id("\"c\""), Some(5), false),
            (id("\"d\""), Some(6), false),
            (id("null"), Some(7), false),
            (id("[1]"), None, true),
            (id("null"), None, true),
        ]
    );
    assert_eq!(records[0]["analysis"]["date"]["value"], "2019-12-19");
}

#[test]
fn batch_without_bad_lines_ends_with_status_0() {
    let output = rasid(&["batch"], b"\n{\"id\": 1, \"text\": \"\"}\n\n");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(lines(&output).len(), 1);
}

#[test]
fn batch_and_analyse_agree() {
    for (name, text) in articles() {
        let request = serde_json::json!({ "id": name, "text": text }).to_string();
        let batch = rasid(&["batch"], request.as_bytes());
        let alone = rasid(&["analyse"], text.as_bytes());
        assert_eq!(lines(&batch)[0]["analysis"], lines(&alone)[0], "{name}");
    }
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
