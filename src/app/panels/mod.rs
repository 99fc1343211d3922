//! Places and bars of the window. Each sees a scene and asks by wish; none knows another.

pub mod investigate;
