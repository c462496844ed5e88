//! What a page reads from the server before it is shown. Every page reads through one kind of resource, whatever it
//! reads: a browser would otherwise download the machinery of resources and a second JSON reader once for every page.

use std::any::Any;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::AppError;

type Soon<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What a page asked for; [`Load::ready`] waits for it.
pub struct Load<T> {
    resource: Resource<Answer, AnswerCodec>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Load<T> {}

/// Asks for what `fetch` makes of `key`, and again whenever `key` changes. The server sends no page before it is there,
/// and the browser takes it from the page without asking again.
#[track_caller]
pub fn load<K, T, F>(
    key: impl Fn() -> K + Send + Sync + 'static,
    fetch: impl Fn(K) -> F + Send + Sync + 'static,
) -> Load<T>
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let fetch = move |key| {
        let answer = fetch(key);
        Box::pin(async move { Answer::of(answer.await) }) as Soon<Answer>
    };
    Load { resource: resource(Box::new(key), Box::new(fetch)), kind: PhantomData }
}

/// Compiled once for each kind of key, not for each page.
#[track_caller]
fn resource<K>(
    key: Box<dyn Fn() -> K + Send + Sync>,
    fetch: Box<dyn Fn(K) -> Soon<Answer> + Send + Sync>,
) -> Resource<Answer, AnswerCodec>
where
    K: PartialEq + Clone + Send + Sync + 'static,
{
    Resource::new_with_options(key, fetch, true)
}

impl<T> Load<T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    /// Waits for the answer. Call inside `Suspend`.
    #[track_caller]
    pub fn ready(self) -> impl Future<Output = Result<T, AppError>> + Send + 'static {
        let answer = self.resource.into_future();
        async move { answer.await.read() }
    }
}

/// An answer of any kind.
#[derive(Clone)]
enum Answer {
    /// As it came with the page.
    Written(Arc<str>),
    /// As it was fetched on this side of the wire.
    Fetched(Arc<dyn Fetched>),
    Refused(AppError),
}

/// A fetched answer, able to be written into the page.
trait Fetched: Send + Sync {
    fn as_any(&self) -> &dyn Any;
    #[cfg(feature = "ssr")]
    fn write(&self) -> serde_json::Result<String>;
}

struct Value<T>(T);

impl<T: Serialize + Send + Sync + 'static> Fetched for Value<T> {
    fn as_any(&self) -> &dyn Any {
        &self.0
    }

    #[cfg(feature = "ssr")]
    fn write(&self) -> serde_json::Result<String> {
        serde_json::to_string(&self.0)
    }
}

impl Answer {
    fn of<T: Serialize + Send + Sync + 'static>(answer: Result<T, AppError>) -> Self {
        match answer {
            Ok(value) => Self::Fetched(Arc::new(Value(value))),
            Err(refused) => Self::Refused(refused),
        }
    }

    fn read<T: DeserializeOwned + Clone + 'static>(self) -> Result<T, AppError> {
        match self {
            // From bytes, as server functions read: one reader of each kind in the bundle.
            Self::Written(text) => serde_json::from_slice(text.as_bytes()).map_err(|_| AppError::Transport),
            Self::Fetched(value) => value.as_any().downcast_ref::<T>().cloned().ok_or(AppError::Transport),
            Self::Refused(error) => Err(error),
        }
    }
}

/// How an answer travels in the page: a sign that says which of the two it is, then its JSON.
struct AnswerCodec;

const GIVEN: char = '+';
const REFUSED: char = '-';

impl Encoder<Answer> for AnswerCodec {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(answer: &Answer) -> Result<String, serde_json::Error> {
        match answer {
            Answer::Written(text) => Ok(format!("{GIVEN}{text}")),
            #[cfg(feature = "ssr")]
            Answer::Fetched(value) => value.write().map(|text| format!("{GIVEN}{text}")),
            // A browser writes no pages, and so carries no writers of JSON for what it reads.
            #[cfg(not(feature = "ssr"))]
            Answer::Fetched(_) => Ok(String::new()),
            Answer::Refused(error) => serde_json::to_string(error).map(|text| format!("{REFUSED}{text}")),
        }
    }
}

impl Decoder<Answer> for AnswerCodec {
    type Error = AppError;
    type Encoded = str;

    fn decode(text: &str) -> Result<Answer, AppError> {
        if let Some(text) = text.strip_prefix(GIVEN) {
            return Ok(Answer::Written(text.into()));
        }
        let refused = text.strip_prefix(REFUSED).ok_or(AppError::Transport)?;
        serde_json::from_slice(refused.as_bytes()).map(Answer::Refused).map_err(|_| AppError::Transport)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn through_the_page<T>(answer: Result<T, AppError>) -> Result<T, AppError>
    where
        T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    {
        let written = AnswerCodec::encode(&Answer::of(answer)).unwrap_or_default();
        AnswerCodec::decode(&written)?.read()
    }

    #[test]
    fn given_an_answer_or_a_refusal_when_it_travels_in_the_page_then_it_arrives_as_it_was() {
        let table = [Ok(vec![Some("+".to_owned()), None]), Ok(Vec::new()), Err(AppError::NotFound)];
        for answer in table {
            assert_eq!(through_the_page(answer.clone()), answer);
        }
        let broken = Err::<u8, _>(AppError::Broken { reference: "-1".into() });
        assert_eq!(through_the_page(broken.clone()), broken);
    }

    #[test]
    fn given_a_page_that_was_cut_short_then_the_answer_is_asked_for_again() {
        for text in ["", "-", "-{", "?{}"] {
            assert!(AnswerCodec::decode(text).is_err(), "{text:?}");
        }
        let other_kind = AnswerCodec::decode("+\"three\"").and_then(Answer::read::<u8>);
        assert_eq!(other_kind, Err(AppError::Transport));
    }
}
