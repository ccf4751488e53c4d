//! How far the work is: one line on standard error, written over and over, where someone sees it.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Between two looks; more would only flicker.
const EVERY: Duration = Duration::from_millis(200);

pub(crate) struct Progress {
    is_seen: bool,
    start: Instant,
    shown: Instant,
    skipped: u64,
    n_articles: u64,
    n_errors: u64,
    n_bytes: u64,
}

impl Progress {
    /// `skipped` articles were done earlier.
    pub(crate) fn new(skipped: u64) -> Self {
        let start = Instant::now();
        let is_seen = io::stderr().is_terminal();
        Self { is_seen, start, shown: start, skipped, n_articles: 0, n_errors: 0, n_bytes: 0 }
    }

    /// Counts an article of `n_bytes`.
    pub(crate) fn count(&mut self, n_bytes: u64, is_error: bool) {
        self.n_articles += 1;
        self.n_errors += u64::from(is_error);
        self.n_bytes += n_bytes;
        if self.is_seen && EVERY <= self.shown.elapsed() {
            self.shown = Instant::now();
            // The cursor goes back, and what was there is cleared.
            show(&format!("\r\x1B[K{}", self.line(self.start.elapsed())));
        }
    }

    /// Tells the end; also where nobody sees the progress, if there were errors.
    pub(crate) fn finish(&self) -> bool {
        if self.is_seen {
            show(&format!("\r\x1B[K{}\n", self.line(self.start.elapsed())));
        }
        if 0 < self.n_errors {
            let (n_errors, n_all) = (self.n_errors, self.n_articles);
            show(&format!(
                "rasid: {n_errors} of {n_all} articles could not be read; their records say why\n"
            ));
        }
        self.n_errors == 0
    }

    fn line(&self, elapsed: Duration) -> String {
        let tenths = self.n_bytes / 100_000;
        // Bytes a microsecond are megabytes a second.
        let hundredths = u128::from(self.n_bytes) * 100 / elapsed.as_micros().max(1);
        let mut line = format!(
            "{} articles, {}.{} MB, {}.{:02} MB/s",
            self.n_articles,
            tenths / 10,
            tenths % 10,
            hundredths / 100,
            hundredths % 100
        );
        for (number, what) in [(self.n_errors, "could not be read"), (self.skipped, "done before")] {
            if 0 < number {
                line.extend([", ", &number.to_string(), " ", what]);
            }
        }
        line
    }
}

/// Standard error that cannot be written is nobody's loss.
fn show(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_counts_articles_bytes_and_errors() {
        let mut progress = Progress::new(0);
        progress.count(2_500_000, false);
        assert_eq!(progress.line(Duration::from_secs(2)), "1 articles, 2.5 MB, 1.25 MB/s");
        progress.skipped = 7;
        progress.count(0, true);
        assert_eq!(
            progress.line(Duration::from_secs(2)),
            "2 articles, 2.5 MB, 1.25 MB/s, 1 could not be read, 7 done before"
        );
    }
}
