//! Tests of the module beside this file.

use super::*;

/// Texts of the fields `n`, how many records are damaged, and what is told.
fn read_all(bytes: &[u8]) -> (Vec<String>, usize, Vec<Fault>, Vec<Place>) {
    let mut source = Source::of_bytes("x", bytes.to_vec());
    let (mut names, mut damaged, mut told, mut places) = (Vec::new(), 0, Vec::new(), Vec::new());
    let _ = read(&mut source, &Task::detached(), &mut |item| match item {
        Item::Object(object) => {
            names.push(object.get(&["n"]).to_owned());
            places.push(object.place);
        }
        Item::Damaged(..) => damaged += 1,
        Item::Warned(_, fault) => told.push(fault),
    });
    (names, damaged, told, places)
}

fn clean(text: &str) -> Vec<String> {
    let (names, damaged, told, _) = read_all(text.as_bytes());
    assert_eq!((damaged, told), (0, vec![]), "{text}");
    names
}

#[test]
fn objects_are_found_in_every_kind_of_document() {
    for text in [
        "[{\"n\":1},{\"n\":2}]",
        "\u{feff}[\r\n  {\r\n    \"n\": 1\r\n  },\r\n  {\"n\": 2}\r\n]\r\n",
        "{\"n\":1}\n{\"n\":2}",
        "{\"n\":1},\r\n{\"n\":2},\r\n",
        "{\"n\":1}{\"n\":2}",
    ] {
        assert_eq!(clean(text), ["1", "2"], "{text}");
    }
    assert_eq!(clean("{\n  \"n\": \"}{\\\"\"\n}"), ["}{\""]);
    assert_eq!(clean("[]"), [""; 0]);
}

#[test]
fn places_are_lines_or_items_with_the_byte_of_the_source() {
    let utf16: Vec<u8> =
        "\u{feff}[{\"n\":\"é😀\"},{\"n\":2}]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (names, _, _, places) = read_all(&utf16);
    assert_eq!(names, ["é😀", "2"]);
    assert_eq!(places, [Place::item(1, 4), Place::item(2, 28)]);
    let (_, _, _, places) = read_all("{\"n\":\"é\"}\n\n{\"n\":2}\n".as_bytes());
    assert_eq!(places, [Place::line(1, 0), Place::line(3, 12)]);
}

#[test]
fn a_broken_object_costs_itself_in_lines_and_in_arrays() {
    for broken in [
        "{\"n\":\"x}",
        "{\"n\":NaN}",
        "{\"n\":[1}",
        "{\"n\":{\"n",
        "{\"n\":\"\\ud800\"}",
        "{\"n\":\"\0\"}",
        "{\"n\":1e99999}",
    ] {
        let lines = format!("{{\"n\":1}}\n{broken}\n{{\"n\":2}}\n{{\"n\":3}}\n");
        let (names, damaged, told, _) = read_all(lines.as_bytes());
        assert_eq!((names.join(""), damaged), ("123".into(), 1), "{lines:?} {told:?}");
        let array = format!("[{{\"n\":1}}, {broken}, {{\"n\":2}}, {{\"n\":3}}]");
        let (names, damaged, _, _) = read_all(array.as_bytes());
        assert_eq!((names.join(""), damaged), ("123".into(), 1), "{array:?}");
    }
}

#[test]
fn two_lost_quotes_do_not_swallow_what_lies_between() {
    let array = "[{\"n\":\"1\"},{\"n\":\"x},{\"n\":\"2\"},{\"n\":\"3\"},{\"n\":\"x},{\"n\":\"4\"}]";
    let (names, damaged, ..) = read_all(array.as_bytes());
    assert_eq!((names.join(""), damaged), ("1234".into(), 2));
}

#[test]
fn what_is_cut_is_told_and_the_rest_is_read() {
    let (names, damaged, told, _) = read_all(b"[{\"n\":1},{\"n\":2},{\"n\":");
    assert_eq!((names.len(), damaged, told), (2, 1, vec![]));
    let (names, damaged, told, _) = read_all(b"[{\"n\":1},");
    assert_eq!((names.len(), damaged, told), (1, 0, vec![Fault::CutShort]));
}

#[test]
fn members_that_are_no_objects_are_damaged_records() {
    let (names, damaged, ..) = read_all(b"[1,null,\"x\",[],{},{\"n\":2}]");
    assert_eq!((names, damaged), (vec![String::new(), "2".into()], 4));
    let (names, damaged, ..) = read_all(b"{\"n\":1}\nsome prose\n{\"n\":2}");
    assert_eq!((names.len(), damaged), (2, 1));
}

#[test]
fn joined_documents_and_text_behind_the_end_are_told() {
    let (names, damaged, told, _) = read_all(b"[{\"n\":1}][{\"n\":2}]\n]]]garbage");
    assert_eq!((names.len(), damaged), (2, 0));
    assert_eq!(told, [Fault::Note("note-json-joined"), Fault::Note("note-json-trailing")]);
}

#[test]
fn depth_neither_recurses_nor_costs_the_neighbours() {
    for (open, close) in [("[", "]"), ("{\"n\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let (names, damaged, ..) = read_all(deep.as_bytes());
        assert_eq!((names.len(), damaged), (0, 1));
        let inside = format!("{{\"n\":1}}\n{deep}\n{{\"n\":2}}\n");
        let (names, damaged, told, places) = read_all(inside.as_bytes());
        assert_eq!((names.len(), damaged, told.len()), (2, 1, usize::from(open == "[")));
        assert_eq!(places[1].number, 3);
    }
}

#[test]
fn names_twice_bad_bytes_and_zeros_are_told_once() {
    let (names, _, told, _) = read_all(b"{\"n\":\"\xff\",\"n\":2}\n\0\0{\"n\":\"\xfe\",\"n\":2}");
    assert_eq!(names, ["ÿ", "þ"]);
    assert_eq!(told, [Fault::Encoding, Fault::Note("note-json-name-twice"), Fault::Zeros { bytes: 2 }]);
}

#[test]
fn nothing_readable_is_said_and_long_texts_are_read() {
    let fails = |text: &str| {
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        matches!(read(&mut source, &Task::detached(), &mut |_| ()), Err(ReadError::NothingReadable))
    };
    assert!(fails("42") && fails("{\"n\":") && !fails("") && !fails("[]"));
    let long = format!("{{\"n\":\"{}\"}}\n{{\"n\":2}}\n", "x".repeat(5_000_000));
    assert_eq!(clean(&long).len(), 2);
    let too_long = format!("{{\"n\":1}}\n{{\"n\":\"{}\"}}\n{{\"n\":2}}\n", "x".repeat(20 << 20));
    let (names, damaged, ..) = read_all(too_long.as_bytes());
    assert_eq!((names.len(), damaged), (2, 1));
}
