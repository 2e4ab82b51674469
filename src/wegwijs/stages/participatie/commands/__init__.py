"""The signing, the final talk, finishing a module; places at employers; the official form; how far somebody's hours are."""

from wegwijs.stages.participatie.commands.modules import (
    finish,
    record_final_talk,
    record_signing,
    take_back_finish,
)
from wegwijs.stages.participatie.commands.places import (
    Offer,
    Week,
    add_place,
    change_place,
    end_placement,
    end_with_dossier,
    place_somebody,
    record_at_place,
)
from wegwijs.stages.participatie.commands.stand import CHANGES, keep_stand, rebuild_stands
from wegwijs.stages.participatie.commands.texts import drop_form, offer_form, put_form_in_force

__all__ = [
    "CHANGES", "Offer", "Week", "add_place", "change_place", "drop_form", "end_placement", "end_with_dossier", "finish", "keep_stand",
    "offer_form", "place_somebody", "put_form_in_force", "rebuild_stands", "record_at_place", "record_final_talk",
    "record_signing", "take_back_finish",
]  # fmt: skip
