//! A response of the server, apart from the network.

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body, also where only its length is sent.
    pub body: Vec<u8>,
}

impl Answer {
    /// A response that is made here and not read from a file.
    #[must_use]
    pub(super) fn text(status: u16, kind: &str, text: String) -> Self {
        let headers = vec![header("Content-Type", kind), header("Cache-Control", "no-store")];
        Self { status, headers, body: text.into_bytes() }
    }

    /// The response to who asks for another machine.
    #[must_use]
    pub(super) fn misdirected() -> Self {
        Self::text(421, PLAIN, "Kun 127.0.0.1 og localhost\n".to_owned())
    }

    /// The response to what is neither GET nor HEAD.
    #[must_use]
    pub(super) fn method_not_allowed() -> Self {
        let mut answer = Self::text(405, PLAIN, "Kun GET og HEAD\n".to_owned());
        answer.headers.push(header("Allow", "GET, HEAD"));
        answer
    }
}

/// The type of plain text.
pub(super) const PLAIN: &str = "text/plain; charset=utf-8";

/// A header line.
pub(super) fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}
