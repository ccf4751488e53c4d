//! The stream: order, errors, threads, pipes.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::{SENTENCE, articles, errors, lines, rasid, start};

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

#[test]
fn the_order_is_kept_whatever_the_number_of_threads() {
    let texts = articles();
    let input: Vec<_> = (0..200)
        .map(|id| json!({ "id": id, "text": texts[id % texts.len()].1.get(..(id * 37 % 900)) }).to_string())
        .collect();
    let input = input.join("\n").into_bytes();
    let one = rasid(&["batch", "--jobs", "1"], &input);
    let ids: Vec<_> = lines(&one).iter().map(|line| line["id"].as_u64()).collect();
    assert_eq!(ids, (0..200).map(Some).collect::<Vec<_>>());
    for n_jobs in ["2", "7"] {
        assert_eq!(rasid(&["batch", "--jobs", n_jobs], &input).stdout, one.stdout, "{n_jobs} threads");
    }
}

#[test]
fn an_answer_does_not_wait_for_the_next_article() {
    let mut child = start(&["batch"]);
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
    for id in 0..3 {
        writeln!(stdin, "{}", json!({ "id": id, "text": SENTENCE })).expect("the command reads");
        let mut line = String::new();
        answers.read_line(&mut line).expect("the command answers");
        assert_eq!(serde_json::from_str::<Value>(&line).expect("the answer is JSON")["id"], id);
    }
    drop(stdin);
    assert!(child.wait().expect("the command ends").success());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = start(&["batch"]);
    // The input stays open: a command that waited for it would wait for ever.
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    drop(child.stdout.take());
    while writeln!(stdin, "{}", json!({ "text": SENTENCE })).is_ok() {}
    let status = child.wait().expect("the command ends");
    let mut message = String::new();
    child.stderr.take().expect("standard error is a pipe").read_to_string(&mut message).expect("it is text");
    assert_eq!((status.code(), message.as_str()), (Some(0), ""));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_ends_with_status_1_and_says_so() {
    let full = || OpenOptions::new().write(true).open("/dev/full").expect("Linux has /dev/full");
    for arguments in [&["analyse"][..], &["batch"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rasid"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(full())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        writeln!(stdin, "{}", json!({ "text": SENTENCE })).expect("the command reads");
        drop(stdin);
        let output = child.wait_with_output().expect("the command ends");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(errors(&output).contains("the output cannot be written: No space left"), "{arguments:?}");
    }
    let output =
        rasid(&["batch", "--output", "/dev/full"], json!({ "text": SENTENCE }).to_string().as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("No space left"));
}

#[test]
fn errors_are_counted_on_standard_error() {
    let output = rasid(&["batch"], b"{\"text\": \"\"}\nx\n");
    assert_eq!(errors(&output), "rasid: 1 of 2 articles could not be read; their records say why\n");
}

#[test]
fn a_moment_is_read_as_its_day() {
    let input = json!({ "text": SENTENCE, "date": "2019-12-19T22:15:00Z" }).to_string();
    assert_eq!(lines(&rasid(&["batch"], input.as_bytes()))[0]["analysis"]["date"]["value"], "2019-12-19");
}
