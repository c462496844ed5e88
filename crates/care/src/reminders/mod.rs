//! Reminders of doses on a device: who wants them, which devices take them, and sending each once.

mod device;
mod key;
mod send;
mod wish;

pub use device::{add_device, remove_device};
pub use key::own_key;
pub use send::send_due;
pub use wish::{my_reminders, set_reminders};
