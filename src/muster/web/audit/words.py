"""What was done, in words: each action of the audit as its page says it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: Mapping[str, Promise] = {
    "signed_in": _("Signed in"),
    "signed_out": _("Signed out"),
    "signed_out_elsewhere": _("Signed out everywhere else"),
    "sign_in_failed": _("Failed to sign in"),
    "locked_out": _("Locked out"),
    "refused": _("Was refused"),
    "exported": _("Took a file"),
    "second_factor.added": _("Set up a second step"),
    "second_factor.removed": _("Removed a second step"),
    "second_factor.renewed": _("Made new recovery codes"),
    "user.made": _("Made an account"),
    "user.invited": _("Sent an invitation"),
    "user.password_set": _("Set a first password"),
    "user.password_changed": _("Changed their password"),
    "user.password_reset": _("Reset their password"),
    "user.second_factor_reset": _("Reset somebody's second step"),
    "user.deactivated": _("Closed an account"),
    "user.reactivated": _("Opened an account again"),
    "appointment.made": _("Appointed somebody"),
    "appointment.ended": _("Ended an appointment"),
    "upload.received": _("Sent a file in"),
    "upload.checked": _("Checked a file"),
    "upload.checked_again": _("Had a file checked again"),
    "upload.accepted": _("Accepted a file as a return"),
    "upload.discarded": _("Put a file away"),
    "upload.workbook_asked": _("Asked for a workbook with its faults marked"),
    "return.downloaded": _("Took a return away"),
    "return.late": _("Told that a return is late"),
    "original.kept": _("Kept a file as it was sent"),
    "matrix.kept": _("Kept a matrix"),
    "print.kept": _("Kept a print-out"),
    "feed.set": _("Set how returns arrive by themselves"),
    "people.read": _("Read people's records"),
    "people.listed": _("Read a list of people"),
    "people.exported": _("Took a list of people away"),
    "person.read": _("Read a person's record"),
    "judgement.recorded": _("Recorded a judgement"),
    "judgement.replaced": _("Replaced a judgement"),
    "judgement.withdrawn": _("Withdrew a judgement"),
    "tour.declared": _("Declared a tour"),
    "tour.corrected": _("Corrected a declaration"),
    "tour.times_set": _("Set when tours start"),
    "contact.read": _("Read a contact"),
    "contacts.renewed": _("Sealed contacts by a new key"),
    "request.opened": _("Opened a data request"),
    "request.read": _("Read a data request"),
    "question.asked": _("Asked a question"),
    "question.withdrawn": _("Withdrew a question"),
    "answer.drafted": _("Drafted an answer"),
    "answer.given": _("Answered a question"),
    "return.kept": _("Accepted a return"),
    "return.withdrawn": _("Withdrew a return"),
    "return.restored": _("Put a return back"),
    "document.erased": _("Erased a document's body"),
    "retention.set": _("Set a retention rule"),
    "audit.verified": _("Verified the audit"),
    "audit.checkpoint": _("Took a checkpoint of the audit"),
    "token.made": _("Made a token"),
    "token.revoked": _("Revoked a token"),
}


def action_words(action: str) -> str:
    """Return an action in words; its own name, made readable, where there are none for it."""
    return str(ACTIONS.get(action) or action.replace(".", ": ").replace("_", " "))
