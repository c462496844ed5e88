//! Screens hear of changes, on this node and on another.

use std::time::Duration;

use care::LiveFeed;
use care::feed::{Change, Missed};
use domain::Topic;
use tokio::sync::broadcast::Receiver;

use crate::support::{ADULT_BORN, Clinic, HERE, ICB, code, on_each_store};

async fn hear(listener: &mut Receiver<Change>, count: usize) -> Vec<Change> {
    let mut heard = Vec::new();
    while heard.len() < count {
        let next = tokio::time::timeout(Duration::from_secs(10), listener.recv()).await;
        heard.push(next.unwrap().unwrap());
    }
    heard
}

#[tokio::test]
async fn every_node_hears_each_topic_in_the_same_order() {
    on_each_store(async |clinic: Clinic| {
        let here = &clinic.services.feed;
        let another_node = LiveFeed::start(&clinic.services.store).await.unwrap();
        let (mut first, mut second) = (here.listen(), another_node.listen());
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let heard = hear(&mut first, 3).await;
        assert_eq!(hear(&mut second, 3).await, heard, "{}", clinic.kind);
        let topics: Vec<Topic> = heard.iter().map(|change| change.topic.clone()).collect();
        assert_eq!(topics, [Topic::Patient(patient), Topic::Practice(code(HERE)), Topic::Icb(code(ICB))]);
        assert!(heard.is_sorted_by(|a, b| a.settled <= b.settled));
        let missed = here.missed(&clinic.services.store, heard[2].settled - 2).await.unwrap();
        assert_eq!(missed, Missed::Topics(topics[1..].to_vec()));
        let missed = here.missed(&clinic.services.store, heard[2].settled).await.unwrap();
        assert_eq!(missed, Missed::Topics(Vec::new()));
        assert_eq!(here.missed(&clinic.services.store, 999_999).await.unwrap(), Missed::Everything);
    })
    .await;
}
