//! Many threads between one that reads and one that writes, the order kept.
//!
//! Items travel in chunks. For every chunk the reader queues the place where its answers will appear, and
//! the writer takes these places in order; since that queue is short, memory stays bounded however
//! long one article takes.

use std::io;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::input::{Item, Items};

/// Items are passed on together up to this number: few enough that no thread waits for the last one.
const CHUNK: usize = 16;

/// And up to so many bytes, so that a crawl of large pages needs no more memory than short articles.
const CHUNK_BYTES: usize = 256 << 10;

/// What the writer is told.
pub(crate) enum Event<A> {
    Answer(A),
    /// No answer is ready: a good time to pass on those that are.
    Idle,
}

/// Answers every item and writes the answers in order.
///
/// # Errors
/// As soon as `write` fails. What still runs then ends with the process, since the reader may wait
/// for input that never comes.
pub(crate) fn run<A: Send + 'static>(
    items: impl Items + 'static,
    n_jobs: NonZero<usize>,
    answer: impl Fn(Item) -> A + Send + Sync + 'static,
    mut write: impl FnMut(Event<A>) -> io::Result<()>,
) -> io::Result<()> {
    let n_jobs = n_jobs.get();
    let (to_workers, work) = sync_channel(n_jobs);
    let (to_writer, in_order) = sync_channel(2 * n_jobs);
    let work = Arc::new(Mutex::new(work));
    let answer = Arc::new(answer);
    for _ in 0..n_jobs {
        let (work, answer) = (Arc::clone(&work), Arc::clone(&answer));
        thread::Builder::new().name("analyse".to_owned()).spawn(move || run_worker(&work, &*answer))?;
    }
    thread::Builder::new()
        .name("read".to_owned())
        .spawn(move || run_reader(items, &to_workers, &to_writer))?;
    loop {
        let place: Receiver<Vec<A>> = match in_order.try_recv() {
            Ok(place) => place,
            Err(TryRecvError::Disconnected) => return Ok(()),
            Err(TryRecvError::Empty) => {
                write(Event::Idle)?;
                let Ok(place) = in_order.recv() else { return Ok(()) };
                place
            }
        };
        let answers = if let Ok(answers) = place.try_recv() {
            answers
        } else {
            write(Event::Idle)?;
            place.recv().map_err(|_| io::Error::other("a thread stopped; this is a bug in rasid"))?
        };
        for answer in answers {
            write(Event::Answer(answer))?;
        }
    }
}

type Chunk<A> = (Vec<Item>, SyncSender<Vec<A>>);

fn run_reader<A>(
    mut items: impl Items,
    to_workers: &SyncSender<Chunk<A>>,
    to_writer: &SyncSender<Receiver<Vec<A>>>,
) {
    let mut chunk = Vec::new();
    let mut n_bytes = 0;
    loop {
        let item = items.next();
        let ended = item.is_none();
        n_bytes += item.as_ref().map_or(0, |item| item.body.n_bytes());
        chunk.extend(item);
        if chunk.len() < CHUNK && n_bytes < CHUNK_BYTES && !ended && !items.may_wait() {
            continue;
        }
        n_bytes = 0;
        if !chunk.is_empty() {
            let (sender, place) = sync_channel(1);
            // The others have gone when the writer failed.
            if to_writer.send(place).is_err()
                || to_workers.send((std::mem::take(&mut chunk), sender)).is_err()
            {
                return;
            }
        }
        if ended {
            return;
        }
    }
}

fn run_worker<A>(work: &Mutex<Receiver<Chunk<A>>>, answer: impl Fn(Item) -> A) {
    loop {
        let chunk = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((items, place)) = chunk else { return };
        let answers = items.into_iter().map(&answer).collect();
        if place.send(answers).is_err() {
            return;
        }
    }
}
