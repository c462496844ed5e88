//! What a shared link shows: a plain page without an account. It says nothing of anybody in its head, and with a code it
//! says nothing at all before the code.

mod api;
mod page;

pub(super) use page::SharedPage;
