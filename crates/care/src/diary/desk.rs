//! Where check-ins of many people wait for each other. Being durable costs a commit and counting costs a dozen statements,
//! whether for one entry or for many: whoever comes while others are being written is written with the next ones, so that
//! a busy hour makes fuller transactions and not longer queues. Whoever comes alone waits for nobody.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use storage::{StoreError, locks};
use tokio::sync::oneshot;

use super::log::{Answer, NewLog, log_all};
use crate::{CareError, Services};

/// Most entries in one transaction.
const MOST: usize = 128;

/// Entries that wait for the transaction before theirs to end.
#[derive(Clone, Debug, Default)]
pub struct DiaryDesk {
    waiting: Arc<Mutex<Waiting>>,
}

#[derive(Debug, Default)]
struct Waiting {
    entries: VecDeque<Entry>,
    /// Somebody writes, and looks here again before going away.
    busy: bool,
}

#[derive(Debug)]
struct Entry {
    log: NewLog,
    caller: oneshot::Sender<Answer>,
}

impl DiaryDesk {
    /// Keeps a check-in, alone or with those of others, and answers when it is durable.
    ///
    /// # Errors
    /// As for [`log_all`], of this entry alone.
    pub(super) async fn log(&self, services: &Services, log: NewLog) -> Answer {
        let (caller, answer) = oneshot::channel();
        let free = {
            let mut waiting = self.lock();
            waiting.entries.push_back(Entry { log, caller });
            !std::mem::replace(&mut waiting.busy, true)
        };
        if free {
            // A task of its own, so that a browser that goes away takes nobody else's entry with it.
            tokio::spawn(Writing { desk: self.clone(), services: services.clone(), over: false }.until_nobody_waits());
        }
        answer.await.unwrap_or_else(|_| Err(CareError::broken("an entry was given up")))
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those whose turn it is, of each person the first: what is asked about a reading depends on the one before it.
    /// Nobody is left to write when there are none.
    fn next(&self) -> Vec<Entry> {
        let mut waiting = self.lock();
        let (mut turn, mut later, mut people) = (Vec::new(), VecDeque::new(), BTreeSet::new());
        while turn.len() < MOST {
            let Some(entry) = waiting.entries.pop_front() else { break };
            if people.insert(entry.log.patient()) {
                turn.push(entry);
            } else {
                later.push_back(entry);
            }
        }
        later.append(&mut waiting.entries);
        waiting.entries = later;
        waiting.busy = !turn.is_empty();
        turn
    }
}

/// Whoever writes.
struct Writing {
    desk: DiaryDesk,
    services: Services,
    /// Nobody waits any more; somebody else may be writing already.
    over: bool,
}

impl Writing {
    async fn until_nobody_waits(mut self) {
        while !self.over {
            let turn = self.desk.next();
            self.over = turn.is_empty();
            self.write(turn).await;
        }
    }

    /// Keeps these together; when that fails, or somebody else holds one of these people's rows, each by itself: nobody
    /// fails for another's sake, and those who come next do not wait for it.
    async fn write(&self, turn: Vec<Entry>) {
        if turn.is_empty() {
            return;
        }
        let (logs, callers): (Vec<_>, Vec<_>) = turn.into_iter().map(|entry| (entry.log, entry.caller)).unzip();
        if let Ok(answers) = keep(&self.services, logs.clone(), Waits::Briefly).await {
            callers.into_iter().zip(answers).for_each(|(caller, answer)| tell(caller, answer));
            return;
        }
        for (log, caller) in logs.into_iter().zip(callers) {
            let services = self.services.clone();
            tokio::spawn(async move {
                tell(caller, keep(&services, vec![log], Waits::ForOthers).await.and_then(only));
            });
        }
    }
}

/// For rows that somebody else changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waits {
    Briefly,
    ForOthers,
}

async fn keep(services: &Services, logs: Vec<NewLog>, waits: Waits) -> Result<Vec<Answer>, CareError> {
    let services_in = services.clone();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                if waits == Waits::Briefly {
                    locks::wait_briefly(tx).await?;
                }
                log_all(tx, &services_in, &logs).await
            })
        })
        .await
}

impl Drop for Writing {
    /// Should writing break down, whoever waits hears of it, and the next one who comes starts again.
    fn drop(&mut self) {
        if !self.over {
            let mut waiting = self.desk.lock();
            waiting.entries.clear();
            waiting.busy = false;
        }
    }
}

fn only(answers: Vec<Answer>) -> Answer {
    answers.into_iter().next().unwrap_or_else(|| Err(StoreError::Busy.into()))
}

/// Whoever asked may have gone away; their entry is kept.
fn tell(caller: oneshot::Sender<Answer>, answer: Answer) {
    let _ = caller.send(answer);
}
