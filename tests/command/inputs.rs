//! What is read: folders, tables, web archives, compressed or not, in whatever encoding.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::{SENTENCE, errors, file, folder, lines, rasid};

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes.as_ref()).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

/// "The minister said that the road is open." in Windows-1256.
const WINDOWS_1256: &[u8] =
    b"\xDE\xC7\xE1 \xC7\xE1\xE6\xD2\xED\xD1 \xC5\xE4 \xC7\xE1\xD8\xD1\xED\xDE \xE3\xDD\xCA\xE6\xCD.";

/// Id and clean text of every answer, or what was wrong.
fn answers(arguments: &[&str], input: &[u8]) -> Vec<(Value, String)> {
    let output = rasid(&[&["batch"], arguments].concat(), input);
    let is_whole = !output.stdout.windows(8).any(|it| it == b"\"error\":");
    assert_eq!(output.status.code(), Some(i32::from(!is_whole)), "{}", errors(&output));
    let told = |line: &Value| {
        let told = line["analysis"]["clean"]["text"].as_str().or_else(|| line["error"]["message"].as_str());
        (line["id"].clone(), told.expect("an answer tells something").to_owned())
    };
    lines(&output).iter().map(told).collect()
}

#[track_caller]
fn check(arguments: &[&str], input: &[u8], expected: &[(&str, &str)]) {
    let found = answers(arguments, input);
    let expected: Vec<_> = expected.iter().map(|&(id, text)| (json!(id), text.to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_folder_is_read_in_the_order_of_names() {
    let root = folder("inputs-folder");
    file(&root, "b.txt", SENTENCE);
    file(&root, "a/2.txt", WINDOWS_1256);
    file(&root, "a/10.txt.gz", gzip(SENTENCE));
    file(&root, "c.jpg", "no article");
    file(&root, "d.ndjson", json!({ "id": "line", "text": SENTENCE }).to_string());
    file(&root, "e.txt", b"\x89PNG\0");
    let root = root.to_str().expect("the path is text");
    let no_text = format!("{root}/e.txt: this is no text: it holds zero bytes");
    let expected = [
        ("a/10.txt.gz", SENTENCE),
        ("a/2.txt", SENTENCE),
        ("b.txt", SENTENCE),
        ("line", SENTENCE),
        ("e.txt", &no_text),
    ];
    check(&[root], b"", &expected);
    // Everything in the folder is a text if that is said.
    assert_eq!(answers(&["--from", "text", root], b"").len(), 6);
}

#[test]
#[cfg(unix)]
fn a_folder_that_contains_itself_is_read_once() {
    let root = folder("inputs-loop");
    file(&root, "a.txt", SENTENCE);
    std::os::unix::fs::symlink(&root, root.join("again")).expect("a link can be made");
    check(&[root.to_str().expect("the path is text")], b"", &[("a.txt", SENTENCE)]);
}

#[test]
fn several_inputs_are_read_one_after_the_other() {
    let root = folder("inputs-several");
    let second = file(&root, "2.ndjson.gz", gzip(json!({ "id": "2", "text": SENTENCE }).to_string()));
    let third = file(&root, "3.txt", SENTENCE);
    let missing = root.join("missing.txt");
    let missing = missing.to_str().expect("the path is text");
    let input = json!({ "id": "1", "text": SENTENCE }).to_string();
    let not_there = format!("{missing}: No such file or directory (os error 2)");
    let expected = [("1", SENTENCE), ("2", SENTENCE), (missing, &not_there), (&third, SENTENCE)];
    check(&["-", &second, missing, &third], input.as_bytes(), &expected);
}

#[test]
fn a_name_that_tells_nothing_needs_a_kind() {
    let path =
        file(&folder("inputs-kind"), "articles.data", json!({ "id": "1", "text": SENTENCE }).to_string());
    let message = format!("{path}: the name does not tell what this is; say so with --from");
    check(&[&path], b"", &[(&path, &message)]);
    check(&["--from", "ndjson", &path], b"", &[("1", SENTENCE)]);
}

#[test]
fn compressed_lines_are_read_member_by_member() {
    let line = |id: &str| format!("{}\n", json!({ "id": id, "text": SENTENCE }));
    let members = [gzip(line("1")), gzip(line("2")), gzip(line("3"))];
    check(&[], &members.concat(), &[("1", SENTENCE), ("2", SENTENCE), ("3", SENTENCE)]);
    // What can be read of a file that is cut off is answered; the rest is told of.
    let [first, second, third] = &members;
    let cut = [first, second, &third[..third.len() / 2]].concat();
    let found = answers(&[], &cut);
    assert_eq!(found[..2], [(json!("1"), SENTENCE.to_owned()), (json!("2"), SENTENCE.to_owned())]);
    assert_eq!(found[2..], [(Value::Null, "the data ends in the middle; is the file cut off?".to_owned())]);
    // Damage costs the member that it lies in.
    for at in [second.len() / 2, second.len() - 6] {
        let mut wrong = members.concat();
        wrong[first.len() + at] ^= 0xFF;
        let found = answers(&[], &wrong);
        assert_eq!(found[0], (json!("1"), SENTENCE.to_owned()));
        assert_eq!(found.last(), Some(&(json!("3"), SENTENCE.to_owned())), "{found:?}");
        let told = found[found.len() - 2].1.as_str();
        assert!(told.starts_with("the compressed data is broken: "), "{told}");
    }
}

#[test]
fn a_table_is_read_by_the_names_of_its_columns() {
    let comma = format!("date,id,text\n2019-12-19,7,\"{SENTENCE}\"\n,8,\"a\nb\"\n");
    check(&["--from", "csv"], comma.as_bytes(), &[("7", SENTENCE), ("8", "a\nb")]);
    let output = rasid(&["batch", "--from", "csv"], comma.as_bytes());
    assert_eq!(lines(&output)[0]["analysis"]["date"]["value"], "2019-12-19");

    let semicolon = [b"url;body\r\nx;".as_slice(), WINDOWS_1256, b"\r\n"].concat();
    check(&["--from", "csv", "--columns", "id=url,text=body"], &semicolon, &[("x", SENTENCE)]);
    let tab = format!("\u{FEFF}id\ttext\n1\t{SENTENCE}\n");
    check(&["--from", "csv"], tab.as_bytes(), &[("1", SENTENCE)]);
}

#[test]
fn what_is_wrong_with_a_table_is_said() {
    let without = "id,body\n1,x\n".as_bytes();
    let [(_, message)] = answers(&["--from", "csv"], without).try_into().expect("there is one answer");
    assert!(message.contains("has no column 'text' or 'html'"), "{message}");

    let rows = "id,date,text\n1,soon,x\n2\n3,,x\n".as_bytes();
    let output = rasid(&["batch", "--from", "csv"], rows);
    let told: Vec<_> = lines(&output).iter().map(|line| line["error"]["line"].as_u64()).collect();
    assert_eq!(told, [Some(2), Some(3), None]);
}

#[test]
fn a_quote_that_is_never_closed_does_not_fill_the_memory() {
    let mut rows = b"id,text\n1,x\n2,\"".to_vec();
    rows.resize(70 << 20, b'x');
    let found = answers(&["--from", "csv"], &rows);
    assert_eq!(found[0].0, "1");
    assert!(found[1].1.contains("is a quote not closed?"), "{found:?}");
}

fn record(kind: &str, uri: &str, content_type: &str, content: &[u8]) -> Vec<u8> {
    let header = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        content.len()
    );
    [header.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn response(uri: &str, header: &str, body: &[u8]) -> Vec<u8> {
    let content = [b"HTTP/1.1 ".as_slice(), header.as_bytes(), b"\r\n\r\n", body].concat();
    record("response", uri, "application/http; msgtype=response", &content)
}

#[test]
fn a_web_archive_gives_its_pages() {
    let page = format!("<html><body><p>{SENTENCE}</p></body></html>");
    let (half, rest) = page.split_at(21);
    let chunks = format!("{:x}\r\n{half}\r\n{:x};note=1\r\n{rest}\r\n0\r\n\r\n", half.len(), rest.len());
    let records = [
        record("warcinfo", "", "application/warc-fields", b"software: x"),
        record("request", "http://a/1", "application/http", b"GET /1"),
        response("http://a/1", "200 OK\r\nContent-Type: text/html; charset=utf-8", page.as_bytes()),
        response("http://a/2", "404 Not Found\r\nContent-Type: text/html", b"<p>gone</p>"),
        response("http://a/3", "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        response(
            "http://a/4",
            "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
            chunks.as_bytes(),
        ),
        response("http://a/5", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &gzip(&page)),
        response("http://a/6", "200 OK\r\nContent-Type: text/plain; charset=windows-1256", WINDOWS_1256),
        record("conversion", "http://a/7", "text/plain", SENTENCE.as_bytes()),
    ];
    let expected =
        ["http://a/1", "http://a/4", "http://a/5", "http://a/6", "http://a/7"].map(|id| (id, SENTENCE));
    check(&["--from", "warc"], &records.concat(), &expected);
    let members: Vec<_> = records.iter().map(gzip).collect();
    let path = file(&folder("inputs-warc"), "crawl.warc.gz", members.concat());
    check(&[&path], b"", &expected);
}

#[test]
fn a_web_archive_that_is_cut_off_gives_what_is_there() {
    let whole = record("conversion", "http://a/1", "text/plain", SENTENCE.as_bytes());
    let archive = [whole.as_slice(), &whole[..whole.len() - 10]].concat();
    let found = answers(&["--from", "warc"], &archive);
    assert_eq!(found[0], (json!("http://a/1"), SENTENCE.to_owned()));
    assert_eq!(found[1], (Value::Null, "the data ends in the middle; is the file cut off?".to_owned()));
    let [(_, told)] = answers(&["--from", "warc"], b"<html>").try_into().expect("there is one answer");
    assert!(told.contains("no record of a web archive") || told.contains("ends in the middle"), "{told}");
}

#[test]
fn a_damaged_record_of_a_web_archive_costs_one_answer() {
    let uris = ["http://a/1", "http://a/2", "http://a/3", "http://a/4"];
    let members = uris.map(|uri| gzip(record("conversion", uri, "text/plain", SENTENCE.as_bytes())));
    let [first, second, ..] = &members;
    for at in 0..second.len() {
        // Time, flags and system of the header are no part of what is checked.
        if (3..10).contains(&at) {
            continue;
        }
        let mut wrong = members.concat();
        wrong[first.len() + at] ^= 0x10;
        if 60 < at && at % 9 != 0 {
            continue;
        }
        let output = rasid(&["batch", "--from", "warc"], &wrong);
        let told: Vec<_> =
            lines(&output).iter().map(|line| (line["id"].clone(), line["error"]["line"].clone())).collect();
        let expected = [
            (json!(uris[0]), json!(null)),
            (json!(null), json!(2)),
            (json!(uris[2]), json!(null)),
            (json!(uris[3]), json!(null)),
        ];
        assert_eq!(told, expected, "byte {at}");
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn an_archive_that_is_not_compressed_goes_on_behind_damage() {
    let page = |uri: &str| record("conversion", uri, "text/plain", SENTENCE.as_bytes());
    let without_length =
        String::from_utf8(page("http://a/2")).expect("it is text").replace("Content-Length", "X");
    let archive = [
        page("http://a/1"),
        without_length.into_bytes(),
        page("http://a/3"),
        b"\0\xFF\r\n\r\nrubbish\r\n".to_vec(),
        page("http://a/4"),
    ];
    let expected = [
        ("http://a/1", SENTENCE),
        ("http://a/2", "the record does not say its length"),
        ("http://a/3", SENTENCE),
        ("-", "no record of a web archive where one should begin"),
        ("http://a/4", SENTENCE),
    ];
    let expected =
        expected.map(|(id, told)| (if id == "-" { Value::Null } else { json!(id) }, told.to_owned()));
    assert_eq!(answers(&["--from", "warc"], &archive.concat()), expected);
}

#[test]
fn a_length_that_reaches_over_the_next_record_costs_one_answer() {
    let page = |uri: &str| record("conversion", uri, "text/plain", SENTENCE.as_bytes());
    let length = format!("Content-Length: {}", SENTENCE.len());
    for added in (1..40).chain([200, SENTENCE.len() + 400]) {
        let wrong = String::from_utf8(page("http://a/2")).expect("it is text");
        let wrong = wrong.replace(&length, &format!("Content-Length: {}", SENTENCE.len() + added));
        let archive = [page("http://a/1"), wrong.into_bytes(), page("http://a/3"), page("http://a/4")];
        let found = answers(&["--from", "warc"], &archive.concat());
        let told: Vec<_> = found.iter().map(|(id, told)| (id.clone(), told == SENTENCE)).collect();
        assert_eq!(told[0], (json!("http://a/1"), true), "{added}");
        assert_eq!(
            told[told.len() - 2..],
            [(json!("http://a/3"), true), (json!("http://a/4"), true)],
            "{added}"
        );
    }
}

/// An archive of four pages, plain and compressed, whose second record is `second`: both give the other
/// three, and one error for it.
#[track_caller]
fn check_second(second: &[u8], error: &str) {
    let page = |uri: &str| record("conversion", uri, "text/plain", SENTENCE.as_bytes());
    let records = [&page("http://a/1"), second, &page("http://a/3"), &page("http://a/4")];
    let expected =
        [("http://a/1", SENTENCE), ("http://a/2", error), ("http://a/3", SENTENCE), ("http://a/4", SENTENCE)];
    check(&["--from", "warc"], &records.concat(), &expected);
    let members: Vec<_> = records.iter().map(gzip).collect();
    check(&["--from", "warc"], &members.concat(), &expected);
}

/// A page that says `length` instead of how long it is.
fn with_length(content: &[u8], length: &str) -> Vec<u8> {
    let right = record("conversion", "http://a/2", "text/plain", content);
    let (header, rest) = right.split_at(right.len() - content.len() - 8);
    let header = std::str::from_utf8(header).expect("a header is text");
    [header.replace(&content.len().to_string(), length).as_bytes(), rest].concat()
}

#[test]
fn a_length_that_no_article_has_costs_one_answer() {
    for length in ["67108865", "104857600", "1000000000000000", "18446744073709551615"] {
        check_second(&with_length(SENTENCE.as_bytes(), length), "the record is shorter than it says");
    }
    for length in ["18446744073709551616", "-1", "many", ""] {
        check_second(&with_length(SENTENCE.as_bytes(), length), "the record does not say its length");
    }
}

#[test]
fn every_record_may_say_a_length_that_no_article_has() {
    let wrong = with_length(SENTENCE.as_bytes(), "104857600");
    let found = answers(&["--from", "warc"], &wrong.repeat(1000));
    assert_eq!(found.len(), 1000);
    let (last, others) = found.split_last().expect("there are answers");
    assert!(others.iter().all(|(_, told)| told == "the record is shorter than it says"));
    assert_eq!(last.1, "the data ends in the middle; is the file cut off?");
}

#[test]
fn a_page_that_is_too_large_costs_one_answer_whatever_its_length() {
    let large = SENTENCE.repeat((65 << 20) / SENTENCE.len());
    for length in [large.len(), large.len() - 1000] {
        let record = with_length(large.as_bytes(), &length.to_string());
        check_second(&record, "the page is larger than 64 MiB");
    }
    // The length ends at once behind the record, in the middle of the next one's beginning, and behind it.
    for added in [5, 10, 20, 300, 100 << 20] {
        let record = with_length(large.as_bytes(), &(large.len() + added).to_string());
        check_second(&record, "the record is shorter than it says");
    }
}

#[test]
#[cfg(unix)]
fn a_file_that_cannot_be_opened_costs_one_answer() {
    let root = folder("inputs-unreadable");
    file(&root, "a.txt", SENTENCE);
    std::os::unix::fs::symlink("nowhere", root.join("b.txt")).expect("a link can be made");
    file(&root, "c.txt", SENTENCE);
    let root = root.to_str().expect("the path is text");
    let not_there = format!("{root}/b.txt: No such file or directory (os error 2)");
    check(&[root], b"", &[("a.txt", SENTENCE), ("b.txt", &not_there), ("c.txt", SENTENCE)]);
}
