"""What was signed is told from what was not, and by whom."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.ledger.notes import (
    SIGNER,
    WITNESS,
    Checkpoint,
    Key,
    Note,
    NoteRefused,
    countersigned,
    opened,
    signed,
    signers,
)

LOG = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NOTARY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
LOG_KEY = Key("xc.example/registry", SIGNER, LOG.public_key().public_bytes_raw())
NOTARY_KEY = Key("notary.example", WITNESS, NOTARY.public_key().public_bytes_raw())
CHECKPOINT = Checkpoint("xc.example/registry", 1000317, bytes(32))


def test_a_checkpoint_reads_as_the_format_says() -> None:
    assert CHECKPOINT.text() == "xc.example/registry\n1000317\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
    note = str(signed(CHECKPOINT, LOG_KEY, LOG.sign))
    assert note.startswith(CHECKPOINT.text() + "\n— xc.example/registry ")
    assert opened(note, LOG_KEY) == CHECKPOINT


def test_the_published_key_of_the_format_is_read() -> None:
    text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert str(Key.parse(text)) == text


def test_a_published_note_of_the_format_is_checked() -> None:
    key = Key.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = (
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    assert signers(Note.parse(text), [key]) == {key: None}


def test_a_witness_says_when() -> None:
    note = countersigned(signed(CHECKPOINT, LOG_KEY, LOG.sign), NOTARY_KEY, NOTARY.sign, 1_763_942_400)
    read = Note.parse(str(note))
    assert signers(read, [LOG_KEY, NOTARY_KEY]) == {LOG_KEY: None, NOTARY_KEY: 1_763_942_400}
    assert signers(read, []) == {}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("1000317", "1000316"),
        lambda text: text.replace("AAAA", "AAAB", 1),
        lambda text: text.replace("xc.example/registry\n1", "xd.example/registry\n1"),
    ],
)
def test_a_changed_checkpoint_is_refused(change) -> None:  # type: ignore[no-untyped-def]
    note = str(countersigned(signed(CHECKPOINT, LOG_KEY, LOG.sign), NOTARY_KEY, NOTARY.sign, 1))
    for key in (LOG_KEY, NOTARY_KEY):
        with pytest.raises(NoteRefused, match="does not fit"):
            signers(Note.parse(change(note)), [key])


def test_no_bit_of_a_note_can_be_turned() -> None:
    note = str(signed(CHECKPOINT, LOG_KEY, LOG.sign)).encode()
    for at in range(len(note)):
        for bit in range(8):
            turned = note[:at] + bytes([note[at] ^ 1 << bit]) + note[at + 1 :]
            with pytest.raises((NoteRefused, UnicodeDecodeError)):
                opened(turned.decode(), LOG_KEY)


def test_another_time_of_a_witness_is_refused() -> None:
    note = countersigned(signed(CHECKPOINT, LOG_KEY, LOG.sign), NOTARY_KEY, NOTARY.sign, 7)
    last = note.signatures[1]
    later = last._replace(body=last.body[:4] + (8).to_bytes(8, "big") + last.body[12:])
    with pytest.raises(NoteRefused, match="does not fit"):
        signers(note._replace(signatures=(later,)), [NOTARY_KEY])


def test_a_note_that_the_log_has_not_signed_is_refused() -> None:
    note = str(countersigned(Note(CHECKPOINT.text(), ()), NOTARY_KEY, NOTARY.sign, 7))
    with pytest.raises(NoteRefused, match="has not signed"):
        opened(note, LOG_KEY)


@given(st.text(max_size=200))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(NoteRefused):
        opened(text, LOG_KEY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xc.example",
        "xc.example/registry+00000000+" + str(LOG_KEY).rsplit("+", 1)[1],
        "xc.example/registry+" + LOG_KEY.id.hex() + "+" + base64.b64encode(b"\x01short").decode(),
        "a b+" + str(LOG_KEY).split("+", 1)[1],
    ],
)
def test_a_key_that_is_none_or_was_changed_is_refused(text: str) -> None:
    with pytest.raises(NoteRefused):
        Key.parse(text)


def test_a_key_comes_back_as_it_was_handed_on() -> None:
    for key in (LOG_KEY, NOTARY_KEY):
        assert Key.parse(str(key)) == key
