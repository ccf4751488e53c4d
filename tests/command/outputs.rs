//! What is written: lines and tables, broken off and gone on with.

use std::fs;
use std::path::{Path, PathBuf};

use parquet::file::reader::SerializedFileReader;
use parquet::record::{Field, Row};
use serde_json::{Value, json};

use crate::{articles, errors, file, folder, lines, rasid, start};

/// The test articles, one a line, one bad line among them.
fn input() -> Vec<u8> {
    let mut lines: Vec<_> = articles()
        .iter()
        .map(|(id, text)| json!({ "id": id, "text": text, "date": "2020-01-02" }).to_string())
        .collect();
    lines.insert(5, "{\"id\": \"bad\"}".to_owned());
    lines.join("\n").into_bytes()
}

fn parts(table: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(table)
        .expect("the table is there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    paths.sort();
    paths
}

/// The rows of a table, whatever its format, as JSON objects with text and numbers.
fn rows(folder: &Path, table: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    for path in parts(&folder.join(table)) {
        if path.extension().is_some_and(|suffix| suffix == "parquet") {
            let reader = SerializedFileReader::try_from(path.as_path()).expect("the file is Parquet");
            rows.extend(reader.into_iter().map(|row| as_json(&row.expect("a row can be read"))));
        } else {
            let mut reader = csv::Reader::from_path(&path).expect("the file can be read");
            let names = reader.headers().expect("there are names").clone();
            for row in reader.records() {
                let row = row.expect("the rows are as long as the first");
                rows.push(
                    names.iter().zip(&row).map(|(name, cell)| (name.to_owned(), json!(cell))).collect(),
                );
            }
        }
    }
    rows
}

fn as_json(row: &Row) -> Value {
    let value = |field: &Field| match field {
        Field::Null => Value::Null,
        Field::Str(text) => json!(text),
        Field::Long(number) => json!(number),
        Field::Double(number) => json!(number),
        other => panic!("no table has {other:?}"),
    };
    row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
}

fn column(rows: &[Value], name: &str) -> Vec<String> {
    rows.iter().map(|row| row[name].as_str().map_or_else(|| row[name].to_string(), str::to_owned)).collect()
}

fn write_tables(format: &str, output: &Path, more: &[&str], input: &[u8]) {
    let output = output.to_str().expect("the path is text");
    let written = rasid(&[&["batch", "--to", format, "--output", output], more].concat(), input);
    // One line is bad, but it may have been answered before.
    let expected = i32::from(!more.contains(&"--resume"));
    assert_eq!(written.status.code(), Some(expected), "{}", errors(&written));
    assert!(written.stdout.is_empty());
}

#[test]
fn tables_hold_what_the_analyses_hold() {
    let answers = lines(&rasid(&["batch"], &input()));
    for format in ["csv", "parquet"] {
        let output = folder(&format!("outputs-{format}"));
        write_tables(format, &output, &[], &input());
        let articles = rows(&output, "articles");
        assert_eq!(articles.len(), answers.len());
        let mut n_rows = [0, 0, 0];
        for (row, line) in articles.iter().zip(&answers) {
            assert_eq!(row["article"], line["id"]);
            let analysis = &line["analysis"];
            if analysis.is_null() {
                assert_eq!(row["error"], line["error"]["message"]);
                continue;
            }
            assert_eq!(row["text"], analysis["clean"]["text"]);
            n_rows[0] += analysis["actors"]
                .as_array()
                .expect("actors are a list")
                .iter()
                .map(|actor| actor["mentions"].as_array().map_or(0, Vec::len))
                .sum::<usize>();
            n_rows[1] += analysis["quotes"].as_array().map_or(0, Vec::len);
            n_rows[2] += analysis["timeline"].as_array().map_or(0, Vec::len);
        }
        let found = ["mentions", "quotes", "events"].map(|table| rows(&output, table));
        assert_eq!(found.each_ref().map(Vec::len), n_rows);
        assert!(n_rows.iter().all(|&n| 20 < n), "the articles say something: {n_rows:?}");
        // The text of a row is what stands at its place.
        let texts: std::collections::BTreeMap<_, _> = self::articles().into_iter().collect();
        for row in found.iter().flatten() {
            let source: Vec<u16> =
                texts[row["article"].as_str().expect("ids are text")].encode_utf16().collect();
            let place = |name: &str| row[name].as_u64().or_else(|| row[name].as_str()?.parse().ok());
            let [start, end] =
                ["start", "end"].map(|name| place(name).expect("a place is a number") as usize);
            assert_eq!(row["text"], String::from_utf16_lossy(&source[start..end]));
        }
    }
}

#[test]
fn work_on_lines_goes_on_where_it_was_broken_off() {
    let output = file(&folder("outputs-resume"), "out.ndjson", "");
    let arguments = ["batch", "--output", &output];
    assert_eq!(rasid(&arguments, &input()).status.code(), Some(1));
    let whole = fs::read(&output).expect("the output is there");
    assert_eq!(whole, rasid(&["batch"], &input()).stdout);

    let refused = rasid(&arguments, &input());
    assert_eq!(refused.status.code(), Some(2));
    assert!(errors(&refused).contains("exists; add --resume"));

    let again = [&arguments[..], &["--resume"]].concat();
    for kept in [0, 1, whole.len() / 3, whole.len() / 2, whole.len() - 1, whole.len()] {
        fs::write(&output, &whole[..kept]).expect("the output can be written");
        rasid(&again, &input());
        assert!(fs::read(&output).expect("the output is there") == whole, "broken off after {kept} bytes");
    }
    let other = rasid(&again, b"{}\n");
    assert_eq!(other.status.code(), Some(2));
    assert!(errors(&other).contains("more articles than the input"));
    assert!(fs::read(&output).expect("the output is there") == whole);
}

#[test]
fn work_on_tables_goes_on_where_it_was_broken_off() {
    for format in ["csv", "parquet"] {
        let output = folder(&format!("outputs-resume-{format}"));
        let part = ["--part", "4"];
        write_tables(format, &output, &part, &input());
        assert_eq!(parts(&output.join("articles")).len(), 7, "25 articles, 4 a part");
        let tables = ["articles", "mentions", "quotes", "events"];
        let whole = tables.map(|table| rows(&output, table));

        // Broken off while the parts from the third on got their names.
        for (idx, path) in parts(&output.join("articles")).iter().enumerate() {
            if 2 <= idx {
                fs::remove_file(path).expect("the part is there");
            }
        }
        fs::remove_file(&parts(&output.join("quotes"))[2]).expect("the part is there");
        fs::write(output.join("mentions/.unfinished.tmp"), "x").expect("the folder can be written");
        write_tables(
            format,
            &output,
            &[&part[..], &["--resume"]].concat(),
            &[input(), b"\n".to_vec()].concat(),
        );
        fs::remove_file(output.join("mentions/.unfinished.tmp")).expect("it was left alone");
        assert_eq!(tables.map(|table| rows(&output, table)), whole);
        assert_eq!(column(&whole[0], "article").len(), 25);

        let output = output.to_str().expect("the path is text");
        let refused = rasid(&["batch", "--to", format, "--output", output], &input());
        assert_eq!(refused.status.code(), Some(2));
    }
}

#[test]
fn an_output_that_cannot_be_made_ends_with_status_1() {
    let missing = rasid(&["batch", "--output", "/no/such/folder/out.ndjson"], b"{\"text\": \"\"}");
    assert_eq!(missing.status.code(), Some(1));
    assert!(errors(&missing).contains("the output cannot be written: No such file"), "{}", errors(&missing));
    let below_a_file = file(&folder("outputs-wrong"), "file", "");
    let wrong = rasid(&["batch", "--to", "parquet", "--output", &format!("{below_a_file}/x")], b"");
    assert_eq!(wrong.status.code(), Some(1));
}

#[test]
fn work_that_was_killed_goes_on_where_it_was_broken_off() {
    use std::io::Write;

    let input = input();
    let whole = rasid(&["batch"], &input).stdout;
    let root = folder("outputs-killed");
    // Killed in the middle of its output: what is fed to it is short of the end, and the pipe stays open.
    for n_fed in [input.len() / 5, input.len() / 2, input.len() - 1] {
        let output = root.join(format!("{n_fed}.ndjson"));
        let path = output.to_str().expect("the path is text");
        let mut child = start(&["batch", "--output", path]);
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        stdin.write_all(&input[..n_fed]).expect("the command reads");
        while fs::metadata(&output).map_or(0, |file| file.len()) == 0 {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        child.kill().expect("the command can be killed");
        assert!(!child.wait().expect("the command ends").success());
        let kept = fs::read(&output).expect("the output is there");
        assert!(!kept.is_empty() && whole.starts_with(&kept), "{} bytes were kept", kept.len());
        rasid(&["batch", "--output", path, "--resume"], &input);
        assert!(fs::read(&output).expect("the output is there") == whole, "{n_fed} bytes were fed");
    }
}

/// A disk that is full is here a limit to the size of files: the shell has the signal for it ignored,
/// so that the command is told by an error as it would be by a disk.
#[test]
#[cfg(target_os = "linux")]
fn tables_on_a_full_disk_lose_nothing() {
    use std::io::Write;
    use std::process::{Command, Stdio};

    for format in ["csv", "parquet"] {
        let whole = folder(&format!("outputs-whole-{format}"));
        write_tables(format, &whole, &["--part", "4"], &input());
        let output = folder(&format!("outputs-full-{format}"));
        let path = output.to_str().expect("the path is text");
        let command = format!(
            "trap '' XFSZ; ulimit -f 4; exec {} batch --to {format} --part 4 --output {path}",
            env!("CARGO_BIN_EXE_rasid")
        );
        let mut child = Command::new("sh")
            .args(["-c", &command])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("there is a shell");
        // The command ends before it has read all.
        let _ = child.stdin.take().expect("standard input is a pipe").write_all(&input());
        let full = child.wait_with_output().expect("the command ends");
        assert_eq!(full.status.code(), Some(1), "{}", errors(&full));
        assert!(
            errors(&full).contains("rasid: the output cannot be written: File too large"),
            "{}",
            errors(&full)
        );
        rasid(&["batch", "--to", format, "--part", "4", "--output", path, "--resume"], &input());
        for table in ["articles", "mentions", "quotes", "events"] {
            assert!(rows(&output, table) == rows(&whole, table), "{format} {table}");
        }
    }
}
