//! One file a format: what its fields mean. Members never import each other.

pub mod eml;
pub mod event_objects;
pub mod event_viewer_csv;
pub mod event_viewer_legacy;
pub mod event_xml;
pub mod evtx;
pub mod evtx_dump;
pub mod evtxecmd;
pub mod exim_log;
pub mod hayabusa;
pub mod hmailserver_log;
pub mod kerio_log;
pub mod log_parser;
pub mod mail_table;
pub mod other_transport_log;
pub mod postfix_log;
pub mod postfix_queue;
pub mod psloglist;
pub mod queue_dump;
pub mod receive_log;
pub mod sendmail_log;
pub mod site_dump;
pub mod text_log;
pub mod tracking_log;
pub mod transport_queue;
pub mod wevtutil_text;
