//! What a browser's trace tells of a keystroke.
//!
//! Contract: [`keystrokes`] finds each key that a page was told of, and follows the main thread from the task that tells it to the
//! end of the task that paints the next frame and hands it over (commits it): what the page changes on the key is in that frame.
//! [`Keystroke::wall`] is the time from the first to the last, waiting for the frame included; [`Keystroke::busy`] is what the
//! main thread did in it, task by task. Times are milliseconds of the slowed-down browser.

use serde_json::Value;

/// The categories of events that this reads.
pub(crate) const CATEGORIES: &str = "devtools.timeline,toplevel";

/// What a keystroke's work consists of, by the names that a trace has for it.
pub(crate) const PARTS: [(&str, &[&str]); 5] = [
    ("script", &["FunctionCall"]),
    ("style and layout", &["UpdateLayoutTree", "Layout"]),
    ("before painting", &["PrePaint", "IntersectionObserverController::computeIntersections"]),
    ("paint", &["Paint"]),
    ("layers", &["Layerize"]),
];

/// A key, from its event to the frame after it.
#[derive(Debug)]
pub(crate) struct Keystroke {
    /// From the start of the task that tells of it to the end of the one that commits the frame.
    pub(crate) wall: f64,
    /// How long the main thread worked in that time.
    pub(crate) busy: f64,
    /// The time that the processor gave the main thread for it: less than the above where others use the machine too.
    pub(crate) processor: f64,
    /// What that went to, in the order of [`PARTS`].
    pub(crate) parts: [f64; PARTS.len()],
}

/// An event that lasts.
struct Event<'a> {
    name: &'a str,
    /// What is dispatched.
    kind: &'a str,
    thread: (i64, i64),
    start: f64,
    end: f64,
    processor: f64,
}

/// Each key of a trace that was followed by a frame, in order.
pub(crate) fn keystrokes(trace: &[Value]) -> Vec<Keystroke> {
    let mut events: Vec<Event<'_>> = trace.iter().filter_map(event).collect();
    // What lies around another comes before it.
    events.sort_by(|a, b| a.start.total_cmp(&b.start).then(b.end.total_cmp(&a.end)));
    let keys = events.iter().filter(|event| event.name == "EventDispatch" && event.kind == "keydown");
    keys.filter_map(|key| keystroke(&events, key)).collect()
}

fn keystroke(events: &[Event<'_>], key: &Event<'_>) -> Option<Keystroke> {
    let mut main = events.iter().filter(|event| event.thread == key.thread);
    let first = main.clone().find(|event| event.is_task() && event.start <= key.start && key.end <= event.end)?;
    let typed = main.clone().find(|event| event.kind == "input" && event.start >= key.start)?;
    let painted = main.clone().find(|event| event.name == "Layerize" && event.start >= typed.end)?;
    let last = main.find(|event| event.is_task() && event.start <= painted.start && painted.end <= event.end)?;
    let within: Vec<&Event<'_>> = events
        .iter()
        .filter(|event| event.thread == key.thread && event.start >= first.start && event.end <= last.end)
        .collect();
    let tasks = outermost(&within, |event| event.is_task());
    let parts =
        PARTS.map(|(_, names)| sum(&outermost(&within, |event| names.contains(&event.name)), |event| event.lasts()));
    Some(Keystroke {
        wall: last.end - first.start,
        busy: sum(&tasks, |event| event.lasts()),
        processor: sum(&tasks, |event| event.processor),
        parts,
    })
}

/// Those of a kind that lie in no other of that kind.
fn outermost<'a>(within: &[&'a Event<'a>], is_one: impl Fn(&Event<'_>) -> bool) -> Vec<&'a Event<'a>> {
    let mut end = f64::NEG_INFINITY;
    let ones = within.iter().copied().filter(|event| is_one(event));
    ones.filter(|event| {
        let is_outside = event.start >= end;
        end = end.max(event.end);
        is_outside
    })
    .collect()
}

fn sum(events: &[&Event<'_>], time: impl Fn(&Event<'_>) -> f64) -> f64 {
    events.iter().map(|event| time(event)).sum()
}

/// An event of the trace, where it is one that lasts. The trace counts in microseconds.
fn event(value: &Value) -> Option<Event<'_>> {
    let time = |key: &str| value[key].as_f64().map(|time| time / 1000.0);
    let start = (value["ph"] == "X").then(|| time("ts"))??;
    Some(Event {
        name: value["name"].as_str()?,
        kind: value["args"]["data"]["type"].as_str().unwrap_or_default(),
        thread: (value["pid"].as_i64()?, value["tid"].as_i64()?),
        start,
        end: start + time("dur")?,
        processor: time("tdur").unwrap_or_default(),
    })
}

impl Event<'_> {
    fn is_task(&self) -> bool {
        self.name == "ThreadControllerImpl::RunTask"
    }

    fn lasts(&self) -> f64 {
        self.end - self.start
    }
}
