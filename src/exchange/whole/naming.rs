//! What each record is called in the text: by what people would call it, and never by where it lies in the file.
//!
//! Records that would be called alike are told apart by all that they say, then by what hangs on them. Whatever is alike then too
//! can change places without changing a byte of the text.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::domain::{Id, Kind, Record};

/// The fields that call a record by name, where its links alone would not do: a kind that is not listed is called after what it
/// points at.
const CALLED: &[(Kind, &[&str])] = &[
    (Kind::Programme, &["code", "edition"]),
    (Kind::Person, &["surname", "given"]),
    (Kind::Circumstance, &["person", "kind"]),
    (Kind::Worker, &["surname", "given"]),
    (Kind::Participation, &["programme", "number"]),
    (Kind::Stay, &["participation", "entered_on"]),
    (Kind::Pause, &["stay", "from"]),
    (Kind::Assignment, &["participation", "worker", "from"]),
    (Kind::Meeting, &["programme", "date", "time"]),
    (Kind::Attendance, &["meeting", "participation", "worker", "outside"]),
    (Kind::Plan, &["participation", "made_on"]),
    (Kind::Goal, &["plan", "text"]),
    (Kind::Action, &["participation", "goal", "due_on", "text"]),
    (Kind::Spell, &["participation", "kind", "from"]),
    (Kind::Status, &["participation", "moment", "date"]),
    (Kind::FollowUp, &["participation", "rule", "occurrence"]),
    (Kind::Decision, &["stay", "kind", "decided_on"]),
    (Kind::Offer, &["participation", "offered_on"]),
    (Kind::Assessment, &["participation", "scale", "item", "date"]),
    (Kind::PathStep, &["participation", "step", "entered_on"]),
    (Kind::TeamMember, &["participation", "team", "worker", "name"]),
    (Kind::Relation, &["person", "kind", "other"]),
    (Kind::Referral, &["participation", "direction", "sent_on"]),
    (Kind::Flag, &["person", "raised_on"]),
    (Kind::HandIn, &["programme", "rule", "occurrence"]),
    (Kind::Guide, &["programme", "name", "language"]),
    (Kind::Sealed, &["programme", "report", "as_of", "sealed_at"]),
];
/// How many letters of a text a name takes.
const LONGEST: usize = 32;
/// What a record is called of which nothing is known.
const NAMELESS: &str = "-";

/// A record on its way into the text.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) id: Id,
    /// What it says itself, by field.
    pub(super) own: BTreeMap<String, Value>,
    /// What it points at: the field, and the place of the other record.
    pub(super) links: Vec<(&'static str, usize)>,
    /// What points at it: the place of the other record, and its field.
    pointed: Vec<(usize, &'static str)>,
    /// What it is called.
    pub(super) name: String,
}

/// The records, each with its name; links to what is not there are left out.
pub(super) fn nodes(records: Vec<(Kind, Id, Record)>) -> serde_json::Result<Vec<Node>> {
    let places: HashMap<(Kind, Id), usize> =
        records.iter().enumerate().map(|(place, (kind, id, _))| ((*kind, *id), place)).collect();
    let mut nodes = Vec::with_capacity(records.len());
    for (kind, id, record) in records {
        let Value::Object(fields) = serde_json::to_value(record)? else { continue };
        let mut own: BTreeMap<String, Value> = fields.into_iter().filter(|(_, value)| !is_blank(value)).collect();
        let link = |(field, target): &(&'static str, Kind)| {
            let id = own.remove(*field)?.as_i64()?;
            Some((*field, *places.get(&(*target, Id(id)))?))
        };
        let links = kind.links().iter().filter_map(link).collect();
        nodes.push(Node { kind, id, own, links, pointed: Vec::new(), name: String::new() });
    }
    for place in 0..nodes.len() {
        for (field, target) in nodes[place].links.clone() {
            nodes[target].pointed.push((place, field));
        }
    }
    name(&mut nodes);
    Ok(nodes)
}

/// Whether nothing was entered.
fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}

/// Names all records, kind by kind, so that a record can be called after those that it points at.
fn name(nodes: &mut [Node]) {
    let mut alike = Alike::default();
    for kind in Kind::ALL {
        let mut called: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for place in (0..nodes.len()).filter(|place| nodes[*place].kind == *kind) {
            called.entry(called_by(nodes, place)).or_default().push(place);
        }
        for (name, mut places) in called {
            if let [place] = places[..] {
                nodes[place].name = name;
                continue;
            }
            places.sort_by_cached_key(|place| (said(&nodes[*place]), around(nodes, *place)));
            let tied = |pair: &[usize]| {
                (said(&nodes[pair[0]]), around(nodes, pair[0])) == (said(&nodes[pair[1]]), around(nodes, pair[1]))
            };
            if places.windows(2).any(tied) {
                let told = alike.of(nodes);
                places.sort_by_cached_key(|place| (said(&nodes[*place]), around(nodes, *place), told[*place]));
            }
            for (number, place) in (1..).zip(places) {
                nodes[place].name = format!("{name}~{number}");
            }
        }
    }
}

/// What a record is called before it is told apart from others of that name.
fn called_by(nodes: &[Node], place: usize) -> String {
    let node = &nodes[place];
    let listed = CALLED.iter().find(|(kind, _)| *kind == node.kind).map(|(_, fields)| fields.to_vec());
    let fields = listed.unwrap_or_else(|| node.kind.links().iter().map(|(field, _)| *field).collect());
    let part = |field: &str| {
        let link = node.links.iter().find(|(known, _)| *known == field).map(|(_, target)| nodes[*target].name.clone());
        link.or_else(|| node.own.get(field).map(plain)).filter(|part| !part.is_empty())
    };
    let parts: Vec<String> = fields.into_iter().filter_map(part).collect();
    if parts.is_empty() { NAMELESS.to_owned() } else { parts.join("/") }
}

/// A value as part of a name: letters, digits and few signs.
fn plain(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let sign = |letter: char| if letter.is_alphanumeric() || "-.:'+@".contains(letter) { letter } else { '_' };
    text.chars().take(LONGEST).map(sign).collect()
}

/// All that a record says itself.
fn said(node: &Node) -> String {
    let fields: Vec<String> = node.own.iter().map(|(field, value)| format!("{field}={value}")).collect();
    fields.join("\n")
}

/// What hangs on a record, each with what it says and the names of what else it points at.
fn around(nodes: &[Node], place: usize) -> Vec<String> {
    let one = |(other, field): &(usize, &'static str)| {
        let other = &nodes[*other];
        let beside = other.links.iter().filter(|(_, target)| *target != place);
        let beside: Vec<&str> = beside.map(|(_, target)| nodes[*target].name.as_str()).collect();
        format!("{} {field} {} {}", other.kind.name(), beside.join(" "), said(other))
    };
    let mut around: Vec<String> = nodes[place].pointed.iter().map(one).collect();
    around.sort();
    around
}

/// What tells records apart that say the same, found once for all of them when it is needed.
#[derive(Default)]
struct Alike(Vec<(u128, usize)>);

impl Alike {
    fn of(&mut self, nodes: &[Node]) -> &[(u128, usize)] {
        if self.0.is_empty() {
            let colours = colours(nodes);
            let parts = parts(nodes, &colours);
            self.0 = colours.into_iter().zip(parts).collect();
        }
        &self.0
    }
}

/// A number for each record that is the same for two of them only where they say the same, and what they point at and what points
/// at them does so too, however far one goes.
fn colours(nodes: &[Node]) -> Vec<u128> {
    let own = |node: &Node| hash([node.kind.name().as_bytes(), said(node).as_bytes()]);
    let mut colours: Vec<u128> = nodes.iter().map(own).collect();
    let mut told = distinct(&colours);
    loop {
        let next = |(place, node): (usize, &Node)| {
            let linked =
                node.links.iter().map(|(field, target)| hash([field.as_bytes(), &colours[*target].to_le_bytes()[..]]));
            let pointed =
                node.pointed.iter().map(|(other, field)| hash([&colours[*other].to_le_bytes()[..], field.as_bytes()]));
            let (linked, mut pointed): (Vec<u128>, Vec<u128>) = (linked.collect(), pointed.collect());
            pointed.sort_unstable();
            let parts = std::iter::once(colours[place]).chain(linked).chain(pointed);
            hash(parts.map(u128::to_le_bytes))
        };
        let found: Vec<u128> = nodes.iter().enumerate().map(next).collect();
        let now = distinct(&found);
        colours = found;
        if now == told {
            return colours;
        }
        told = now;
    }
}

fn distinct(colours: &[u128]) -> usize {
    let mut sorted = colours.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.len()
}

/// For each record, which part it belongs to of the records that cannot be told apart, where those that hang together are one part:
/// they change places together, so they have to be numbered together.
fn parts(nodes: &[Node], colours: &[u128]) -> Vec<usize> {
    let mut count: HashMap<u128, usize> = HashMap::new();
    for colour in colours {
        *count.entry(*colour).or_default() += 1;
    }
    let tied = |place: usize| count.get(&colours[place]).is_some_and(|count| *count > 1);
    let mut parts: Vec<Option<usize>> = vec![None; nodes.len()];
    for start in (0..nodes.len()).filter(|place| tied(*place)) {
        let mut open = vec![start];
        while let Some(place) = open.pop() {
            if parts[place].is_some() {
                continue;
            }
            parts[place] = Some(start);
            let linked = nodes[place].links.iter().map(|(_, target)| *target);
            open.extend(
                linked.chain(nodes[place].pointed.iter().map(|(other, _)| *other)).filter(|place| tied(*place)),
            );
        }
    }
    parts.into_iter().map(Option::unwrap_or_default).collect()
}

/// Half of the digest of some parts, each with its length.
fn hash<P: AsRef<[u8]>>(parts: impl IntoIterator<Item = P>) -> u128 {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.as_ref().len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let mut half = [0_u8; 16];
    half.copy_from_slice(&hasher.finalize()[..16]);
    u128::from_le_bytes(half)
}
