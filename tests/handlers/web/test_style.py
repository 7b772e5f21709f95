"""What the style sheet holds to on a phone."""

from pathlib import Path

from handlers import web

SHEET = Path(web.__file__).parent / "static" / "earshot.css"


def test_no_button_looks_chosen_where_a_finger_was_for_a_pointers_tint_is_for_pointers_alone() -> None:
    """On a phone what comes to lie under the last tap would be tinted, as if it were recommended (requirement 23)."""
    hovering = [line for line in SHEET.read_text().splitlines() if ":hover" in line]
    assert hovering
    assert all(line.startswith("@media (hover: hover) {") for line in hovering)
