//! One file a format: what its fields mean. Members never import each other.

pub mod badmail;
pub mod eml;
pub mod event_xml;
pub mod evtx;
pub mod export_list;
pub mod mail_table;
pub mod other_transport_log;
pub mod performance_csv;
pub mod queue_dump;
pub mod queue_folder;
pub mod receive_log;
pub mod site_dump;
pub mod smtpsvc;
pub mod text_log;
pub mod tracking_2003;
pub mod tracking_log;
pub mod transport_queue;
pub mod wmic_csv;
