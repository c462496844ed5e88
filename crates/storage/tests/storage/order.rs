//! Numbers of the outbox are given out before they are committed. Nobody who follows it misses one.

use domain::Topic;
use storage::outbox::{self, OutboxReader};
use storage::testing::stores;
use storage::{Store, StoreError};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::Outcome;
use crate::world::{at, code};

/// A transaction that took its number and waits for a word before it commits, or gives up when the word is no.
struct Open {
    word: oneshot::Sender<bool>,
    task: JoinHandle<Result<(), StoreError>>,
}

impl Open {
    async fn append(store: &Store, topic: &Topic) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let ((word, said), (took, taken)) = (oneshot::channel(), oneshot::channel());
        let (store, topic) = (store.clone(), topic.clone());
        let task = tokio::spawn(async move {
            store
                .write(move |tx| {
                    Box::pin(async move {
                        outbox::append(tx, &topic, at(0)).await?;
                        let _ = took.send(());
                        if said.await.unwrap_or(false) { Ok(()) } else { Err(StoreError::Busy) }
                    })
                })
                .await
        });
        taken.await?;
        Ok(Self { word, task })
    }

    async fn end(self, commit: bool) -> Outcome {
        let _ = self.word.send(commit);
        assert_eq!(self.task.await?.is_ok(), commit);
        Ok(())
    }
}

async fn told(reader: &mut OutboxReader, store: &Store) -> Result<Vec<Topic>, StoreError> {
    let portion = reader.next(&store.read().await?, 500).await?;
    Ok(portion.rows.into_iter().map(|row| row.topic).collect())
}

fn topics() -> [Topic; 3] {
    ["QAA", "QBB", "QCC"].map(|icb| Topic::Icb(code(icb)))
}

#[tokio::test]
async fn a_smaller_number_that_is_committed_later_is_told() -> Outcome {
    for store in stores().await.iter().filter(|store| store.kind == "postgres") {
        let [first, second, third] = topics();
        let mut reader = OutboxReader::from_now(&store.read().await?).await?;
        let before = reader.settled();
        let slow = Open::append(store, &first).await?;
        let given_up = Open::append(store, &second).await?;
        Open::append(store, &third).await?.end(true).await?;

        assert_eq!(told(&mut reader, store).await?, [third], "what is committed does not wait");
        assert_eq!(reader.settled(), before, "nobody may go on from a number that is still to come");
        assert_eq!(told(&mut reader, store).await?, [], "nothing is told twice");

        // Whoever starts now counts them as later, too.
        let mut newcomer = OutboxReader::from_now(&store.read().await?).await?;
        given_up.end(false).await?;
        assert_eq!(told(&mut reader, store).await?, []);
        slow.end(true).await?;
        assert_eq!(
            told(&mut reader, store).await?,
            std::slice::from_ref(&first),
            "the smaller number comes after the larger one"
        );
        assert_eq!(told(&mut newcomer, store).await?, [first]);
        assert_eq!(told(&mut reader, store).await?, []);
        assert_eq!(reader.settled(), before + 3, "the number that was given up is waited for no more");
    }
    Ok(())
}

#[tokio::test]
async fn open_transactions_do_not_wait_for_one_another() -> Outcome {
    for store in stores().await.iter().filter(|store| store.kind == "postgres") {
        let [first, second, third] = topics();
        let mut reader = OutboxReader::from_now(&store.read().await?).await?;
        let (one, two, three) = (
            Open::append(store, &first).await?,
            Open::append(store, &second).await?,
            Open::append(store, &third).await?,
        );
        for (open, topic) in [(three, third), (one, first), (two, second)] {
            open.end(true).await?;
            assert_eq!(told(&mut reader, store).await?, [topic]);
        }
    }
    Ok(())
}

#[tokio::test]
async fn every_change_of_many_at_once_is_told_once() -> Outcome {
    for store in stores().await {
        let mut reader = OutboxReader::from_now(&store.read().await?).await?;
        let topic = Topic::Icb(code("QAA"));
        let writes: Vec<_> = (0..120_u32)
            .map(|n| {
                let (store, topic) = (store.clone(), topic.clone());
                tokio::spawn(async move {
                    let work = store.write(move |tx| {
                        Box::pin(async move {
                            outbox::append(tx, &topic, at(i64::from(n))).await?;
                            if n % 7 == 0 { Err(StoreError::Busy) } else { Ok(()) }
                        })
                    });
                    work.await.is_ok()
                })
            })
            .collect();
        let mut heard = Vec::new();
        for write in writes {
            write.await?;
            // Small portions, read in between.
            let portion = reader.next(&store.read().await?, 3).await?;
            heard.extend(portion.rows.into_iter().map(|row| row.seq));
        }
        loop {
            let portion = reader.next(&store.read().await?, 3).await?;
            heard.extend(portion.rows.into_iter().map(|row| row.seq));
            if !portion.more {
                break;
            }
        }
        let all = outbox::after(&*store.read().await?, 0, 1_000).await?;
        heard.sort_unstable();
        assert_eq!(heard, all.iter().map(|row| row.seq).collect::<Vec<_>>(), "{}", store.kind);
        assert_eq!(heard.len(), 102);
        assert_eq!(reader.settled(), heard[101].max(reader.settled()));
    }
    Ok(())
}
